import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { environmentOf } from './support/github/organisation.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';
import { createWorkTree } from './support/repository.ts';
import { run, runWith } from './support/run.ts';

let github: GitHubServer;
const folder = mkdtempSync(join(tmpdir(), 'aimscheck-org-'));
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

const org = (...args: string[]) => runWith({ cwd: folder, env: environmentOf(github) }, 'org', ...args);
const OWNER = 'aims-bot';

it('lists the repositories that hold a configuration, and why the others are left out', async () => {
  const none = await org('list', OWNER);
  expect(none).toEqual({ code: 3, stdout: 'not records: no .aimscheck.yml\n', stderr: '' });
  const content = Buffer.from('timezone: UTC\n').toString('base64');
  const change = { message: 'Configure aimscheck', content };
  await github.send('PUT', `/repos/${OWNER}/records/contents/.aimscheck.yml`, change, github.token);
  const one = await org('list', OWNER, '--format', 'text', '--format', 'json=listing.json');
  expect(one).toEqual({ code: 0, stdout: 'records\n', stderr: '' });
  expect(JSON.parse(readFileSync(join(folder, 'listing.json'), 'utf8'))).toEqual({
    version: 1,
    owner: OWNER,
    repositories: [{ name: 'records', branch: 'main' }],
    not_scanned: [],
  });
});

it('says what GitHub refuses', async () => {
  github.fault = () => ({ status: 403, message: 'Resource not accessible by integration' });
  const { code, stderr } = await org('list', OWNER);
  github.fault = undefined;
  expect(code).toBe(2);
  expect(stderr).toContain('failed to list repositories in aims-bot: the token lacks a permission');
});

const LISTING = {
  version: 1,
  owner: 'halden-insurance',
  repositories: ['claims', 'pricing', 'triage'].map((name) => ({ name, branch: 'main' })),
  not_scanned: [{ name: 'website', reason: 'no .aimscheck.yml' }],
};

async function check(name: string, fixture: string): Promise<void> {
  const repository = createWorkTree(`fixtures/rules/${fixture}`);
  const output = `json=${join(folder, `${name}.json`)}`;
  await run(repository.path, 'check', '--as-of', '2026-11-23', '--format', output);
  repository.remove();
}

it('joins results to one report, the worst repository first, and names what has none', async () => {
  await check('claims', 'capa-overdue/good');
  await check('pricing', 'capa-overdue/bad');
  writeFileSync(join(folder, 'all.json'), JSON.stringify(LISTING));
  const outputs = ['--format', 'markdown', '--format', 'json=org.json'];
  const { code, stdout, stderr } = await org('report', 'all.json', '.', ...outputs);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.replaceAll(/[0-9a-f]{40}/g, '<commit>')).toMatchInlineSnapshot(`
    "## aimscheck: halden-insurance

    1 error, 0 warnings, 0 notices in 2 documents; repositories: 2 scanned, 2 not

    | Repository | Errors | Warnings | Notices | Waived | Documents | Worst findings |
    |---|---|---|---|---|---|---|
    | [pricing](https://github.example/halden-insurance/pricing/tree/<commit>) | 1 | 0 | 0 | 0 | 1 | [capas/CAPA-2026-014.yml:45](https://github.example/halden-insurance/pricing/blob/<commit>/capas/CAPA-2026-014.yml#L45) CAPA-2026-014 is 54 days overdue \\(31–60\\): due 2026-09-30, state in-progress, owner a.petrov |
    | [claims](https://github.example/halden-insurance/claims/tree/<commit>) | 0 | 0 | 0 | 0 | 1 |  |

    ### Not scanned

    - triage: its check gave no result
    - website: no .aimscheck.yml
    "
  `);
  const report = JSON.parse(readFileSync(join(folder, 'org.json'), 'utf8'));
  const result = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  expect(report.repositories.map(({ name }: { name: string }) => name)).toEqual(['pricing', 'claims']);
  expect(report.totals).toMatchObject({ repositories: 2, not_scanned: 2, errors: result('pricing').summary.errors });
  const [worst] = report.repositories[0].worst;
  expect(worst.url).toBe(
    `https://github.example/halden-insurance/pricing/blob/${result('pricing').commit}/${worst.file}#L${worst.line}`,
  );
});

it('holds what it joins against schemas', async () => {
  writeFileSync(join(folder, 'claims.json'), '{"version": 1, "findings": []}');
  expect(await org('report', 'all.json', '.')).toMatchObject({ code: 2, stdout: '' });
  writeFileSync(
    join(folder, 'escape.json'),
    JSON.stringify({ ...LISTING, repositories: [{ name: '../etc', branch: 'main' }] }),
  );
  expect(await org('report', 'escape.json', '.')).toMatchObject({ code: 2, stdout: '' });
  expect(await org('report', 'absent.json', '.')).toMatchObject({ code: 2, stdout: '' });
});
