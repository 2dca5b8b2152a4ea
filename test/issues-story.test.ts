import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOrganisation, implement, keepIssues, type Organisation } from './support/github/organisation.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';

let github: GitHubServer;
let organisation: Organisation;
beforeAll(async () => {
  github = await startGitHub();
  organisation = createOrganisation(40);
});
afterAll(async () => {
  organisation.remove();
  await github.close();
});

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly state_reason: string | null;
  readonly comments: number;
}

/** Applies, and applies again at once: the second run must write nothing. */
async function tell(log: string[], chapter: string, asOf: string): Promise<void> {
  github.reset();
  const first = await keepIssues(organisation, github, 'apply', '--as-of', asOf);
  const sent = { requests: github.seen.length, writes: github.seen.filter(({ write }) => write > 0).length };
  github.reset();
  const second = await keepIssues(organisation, github, 'apply', '--as-of', asOf);
  const writes = github.seen.filter(({ write }) => write > 0).length;
  expect({ chapter, codes: [first.code, second.code], writes }).toEqual({ chapter, codes: [0, 0], writes: 0 });
  expect(first.stdout).toContain(`${sent.requests} request`);
  log.push(
    `── ${chapter} (${asOf})`,
    first.stdout + first.stderr,
    `second run: ${github.seen.length} request${github.seen.length === 1 ? '' : 's'}, ${writes} writes\n`,
  );
}

async function numberOf(title: string): Promise<number> {
  const issues = await github.send<Issue[]>('GET', '/issues?state=all&per_page=100');
  return issues.find((issue) => issue.title.includes(title))?.number ?? 0;
}

it('forty overdue CAPAs, from adoption to the last one resolved', async () => {
  const log: string[] = [];
  await tell(log, 'Adoption: forty overdue CAPAs', '2026-11-23');
  await tell(log, 'The next day: the roll-up moves up', '2026-11-24');

  for (const number of [1, 2, 3, 4, 5, 6]) organisation.edit(number, implement);
  organisation.commit('Record six actions as implemented');
  await tell(log, 'Owners fix six', '2026-11-25');

  await tell(log, 'A week goes by: some reach 30 days', '2026-12-02');

  const closed = await numberOf('CAPA-2026-010');
  await github.send('PATCH', `/issues/${closed}`, { state: 'closed', state_reason: 'completed' });
  const refused = await numberOf('CAPA-2026-011');
  await github.send('PATCH', `/issues/${refused}`, { state: 'closed', state_reason: 'not_planned' });
  await tell(log, 'Two are closed by hand, one as completed and one as not planned', '2026-12-03');

  organisation.edit(12, (text) =>
    text.replace(
      /^due_date: .*$/m,
      '$& # aimscheck-ignore capa-overdue until=2027-03-31 -- supplier delivers in March',
    ),
  );
  organisation.commit('Accept the delay of CAPA-2026-012');
  await tell(log, 'One is waived', '2026-12-04');

  const moved = await numberOf('CAPA-2026-013');
  const before = await github.send<Issue>('GET', `/issues/${moved}`);
  await github.send('PATCH', `/issues/${moved}`, { body: `Discussed on Monday.\n\n${before.body}\n\nSee the wiki.` });
  organisation.edit(13, (text) =>
    text.replace(/^title: .*$/m, 'title: Review thresholds of the fraud score each month'),
  );
  renameSync(organisation.file(13), join(organisation.path, 'capas/CAPA-2026-013-thresholds.yml'));
  organisation.commit('Rename the thresholds action');
  await tell(log, 'One file is moved and its title changed; people wrote around the block', '2026-12-05');
  const after = await github.send<Issue>('GET', `/issues/${moved}`);
  expect(after.body).toMatch(/^Discussed on Monday\.\n\n<!-- aimscheck:begin .* -->\n\nSee the wiki\.$/s);
  expect(after.title).toContain('each month');

  renameSync(join(organisation.path, 'capas/CAPA-2026-013-thresholds.yml'), organisation.file(13));
  for (let number = 7; number <= 40; number += 1) organisation.edit(number, implement);
  organisation.commit('Record all actions as implemented');
  await tell(log, 'Everything is put right', '2026-12-18');

  const issues = await github.send<Issue[]>('GET', '/issues?state=all&per_page=100');
  const count = (state: string, reason: string | null): number =>
    issues.filter((issue) => issue.state === state && issue.state_reason === reason).length;
  log.push(
    `── In the end: ${issues.length} issues, ${count('closed', 'completed')} closed as completed, ${count('closed', 'not_planned')} as not planned, ${issues.filter(({ state }) => state === 'open').length} open`,
    '',
  );
  await expect(log.join('\n')).toMatchFileSnapshot('data/github/story.expected.txt');
  expect(github.violations.requests).toEqual([]);
}, 600_000);
