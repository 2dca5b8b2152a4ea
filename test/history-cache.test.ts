import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

let folder: string;
const WHEN = '2026-11-20T09:00:00Z';
const env = { ...process.env, GIT_AUTHOR_DATE: WHEN, GIT_COMMITTER_DATE: WHEN };
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', env, stdio: 'pipe' });
beforeAll(() => {
  const corpus = join(ROOT, 'test/bench/history-corpus.mjs');
  const build = `import(${JSON.stringify(corpus)}).then((all) => console.log(all.buildHistory({ records: 20, commits: 700 })))`;
  folder = execFileSync(process.execPath, ['-e', build], { encoding: 'utf8' }).trim();
  git('config', 'user.name', 'Records Desk');
  git('config', 'user.email', 'records@example.org');
});
beforeEach(() => rmSync(join(folder, '.git/aimscheck'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEPT = ['history-all.json', 'history-changed.json'] as const;
const place = (name: string) => join(folder, '.git/aimscheck', name);
const history = async (...args: string[]) =>
  (await run(folder, 'history', '--as-of', '2026-11-23', '--format', 'json', ...args)).stdout;
const check = async (...args: string[]) =>
  (await run(folder, 'check', '--as-of', '2026-11-23', '--format', 'json', ...args)).stdout;

it('a history that is kept tells the same, and one that is damaged is read anew', async () => {
  for (const [i, tell] of [history, check].entries()) {
    const kept = place(KEPT[i] ?? '');
    const first = await tell();
    expect(first).toContain('CAPA-2026-000000');
    expect(existsSync(kept)).toBe(true);
    expect(await tell()).toBe(first);
    const bytes = readFileSync(kept);
    const forged = Buffer.from(bytes.toString().replace('"capas/CAPA', '"caqas/CAPA'));
    for (const damaged of [bytes.subarray(0, 5000), Buffer.alloc(0), Buffer.from(bytes).fill(7, 200, 260), forged]) {
      writeFileSync(kept, damaged);
      expect(await tell()).toBe(first);
    }
  }
});

it('--no-cache neither reads nor writes it', async () => {
  const told = [await history('--no-cache'), await check('--no-cache')];
  expect(existsSync(join(folder, '.git/aimscheck')) ? readdirSync(join(folder, '.git/aimscheck')) : []).toEqual([]);
  await history();
  const bytes = readFileSync(place('history-all.json'));
  writeFileSync(place('history-all.json'), bytes.subarray(0, 100));
  expect(await history('--no-cache')).toBe(told[0]);
  expect(readFileSync(place('history-all.json'))).toHaveLength(100);
});

/** What a run asks of `git log`. */
async function logged(tell: () => Promise<string>): Promise<{ told: string; log: string }> {
  const trace = join(folder, '.git/trace');
  rmSync(trace, { force: true });
  process.env.GIT_TRACE = trace;
  try {
    const told = await tell();
    return { told, log: /built-in: git log .*/.exec(readFileSync(trace, 'utf8'))?.[0] ?? '' };
  } finally {
    delete process.env.GIT_TRACE;
  }
}

it('after new commits only these are read, and all is read anew where history was rewritten', async () => {
  await history();
  const head = git('rev-parse', 'HEAD').trim();
  const file = join(folder, 'capas/CAPA-2026-000003.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^due_date: .*$/m, 'due_date: 2027-01-29'));
  git('commit', '--quiet', '--all', '--message', 'Move a date');
  const on = await logged(history);
  expect(on.log).toContain(`^${head}`);
  expect(on.told).toBe(await history('--no-cache'));
  expect(on.told).toContain('"to": "2027-01-29"');
  expect((await logged(history)).log).toBe('');

  git('commit', '--quiet', '--amend', '--message', 'Move a date, said otherwise');
  const amended = await logged(history);
  expect(amended.log).not.toContain('^');
  expect(amended.told).toBe(await history('--no-cache'));
});
