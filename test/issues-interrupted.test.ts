import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createOrganisation,
  environmentOf,
  implement,
  keepIssues,
  type Organisation,
  stateOf,
} from './support/github/organisation.ts';
import { startProcesses } from './support/github/processes.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';

let github: GitHubServer;
beforeAll(async () => {
  github = await startGitHub();
  organise();
});
afterAll(async () => {
  before.remove();
  after.remove();
  await github.close();
});

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
}

const listAll = (): Promise<Issue[]> => github.send<Issue[]>('GET', '/issues?state=all&per_page=100');

/** Six actions are overdue. */
let before: Organisation;
/** Two of them are done, one is waived, one retitled, and four more fall due. */
let after: Organisation;

function organise(): void {
  before = createOrganisation(10);
  after = createOrganisation(10);
  for (const number of [1, 2]) after.edit(number, implement);
  after.edit(3, (text) =>
    text.replace(
      /^due_date: .*$/m,
      '$& # aimscheck-ignore capa-overdue until=2027-03-31 -- supplier delivers in March',
    ),
  );
  after.edit(5, (text) => text.replace(/^title: .*$/m, 'title: Have three people label claims above 50,000'));
  for (const organisation of [before, after]) organisation.forgetHistory();
}

/** Six issues are there, and one of them was closed by hand. */
async function prepare(): Promise<void> {
  github.empty();
  await keepIssues(before, github, 'apply', '--as-of', '2026-07-07');
  const closed = (await listAll()).find(({ title }) => title.includes('CAPA-2026-004'))?.number;
  await github.send('PATCH', `/issues/${closed}`, { state: 'closed', state_reason: 'completed' });
  github.reset();
}

const apply = () => keepIssues(after, github, 'apply', '--as-of', '2026-07-26');

it('stopped between any two writes, the next run ends where an undisturbed one does', async () => {
  await prepare();
  const { stdout } = await apply();
  expect(stdout).toContain('4 to open, 1 to update, 1 to escalate, 1 to reopen, 2 to resolve, 1 to close, 0 unchanged');
  const writes = github.seen.filter(({ write }) => write > 0).length;
  expect(writes).toBe(15);
  const expected = await stateOf(github);
  for (let stop = 0; stop < writes; stop += 1) {
    await prepare();
    let isStopped = false;
    github.fault = ({ write }) => {
      isStopped ||= write > stop;
      return isStopped ? { breaks: 'before' } : undefined;
    };
    const ran = await apply();
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 1, stderr: '' });
    github.fault = undefined;
    await apply();
    const state = await stateOf(github);
    expect({ stop, isSame: state === expected, state }).toEqual({ stop, isSame: true, state: expected });
  }
  expect(github.violations.requests).toEqual([]);
}, 600_000);

it('two processes at once leave no duplicate open, twenty times', async () => {
  const organisation = createOrganisation(4);
  organisation.forgetHistory();
  const processes = await startProcesses(2, { cwd: organisation.path, env: environmentOf(github) });
  let raced = 0;
  for (let round = 1; round <= 20; round += 1) {
    github.empty();
    const codes = await processes.runAll(['issues', 'apply', '--as-of', '2026-11-23']);
    const issues = await listAll();
    const open = issues.filter(({ state }) => state === 'open').map(({ title }) => title);
    raced += issues.length > 4 ? 1 : 0;
    const told = { round, codes, open: open.length, titles: new Set(open).size };
    expect(told).toEqual({ round, codes: [0, 0], open: 4, titles: 4 });
  }
  // Otherwise the two never met, and nothing was shown.
  expect(raced).toBeGreaterThan(0);
  processes.stop();
  organisation.remove();
}, 600_000);
