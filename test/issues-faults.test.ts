import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOrganisation, environmentOf, implement, type Organisation } from './support/github/organisation.ts';
import { type Fault, type GitHubServer, type Seen, startGitHub } from './support/github/server.ts';
import { runWith, type Surroundings } from './support/run.ts';

let github: GitHubServer;
/** Three actions are overdue; in `after`, one of them is done and a fourth falls due. */
let before: Organisation;
let after: Organisation;
beforeAll(async () => {
  github = await startGitHub();
  before = createOrganisation(4);
  after = createOrganisation(4);
  after.edit(1, implement);
  for (const organisation of [before, after]) organisation.forgetHistory();
});
afterAll(async () => {
  before.remove();
  after.remove();
  await github.close();
});

type Matches = (seen: Seen) => boolean;
const isListing: Matches = ({ method, path }) => method === 'GET' && path.endsWith('/issues');
const isRelisting: Matches = (seen) => isListing(seen) && seen.query.get('direction') === 'desc';
const isCreation: Matches = ({ method, path }) => method === 'POST' && path.endsWith('/issues');
const isComment: Matches = ({ method, path }) => method === 'POST' && path.endsWith('/comments');
const isEdit: Matches = ({ method }) => method === 'PATCH';
const isAssignee: Matches = ({ path }) => path.includes('/assignees/');

const answer = (status: number, message: string, headers: Record<string, string> = {}): Fault => ({
  status,
  message,
  headers,
});
const inTwoHours = {
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.floor(Date.now() / 1_000) + 7_200),
};
const NO_ACCESS = 'Resource not accessible by integration';
const SECONDARY = 'You have exceeded a secondary rate limit';
const LOST = answer(502, 'Bad gateway');

interface Case {
  readonly name: string;
  readonly at: Matches;
  /** Without it the clock moves on by an hour. */
  readonly fault?: Fault;
  /** How often; for ever without it. */
  readonly times?: number;
  /** Default: 30s. */
  readonly deadline?: string;
}

const CASES: readonly Case[] = [
  { name: 'listing: token refused', at: isListing, fault: answer(401, 'Bad credentials') },
  { name: 'listing: no permission', at: isListing, fault: answer(403, NO_ACCESS) },
  {
    name: 'listing: limit used up for two hours',
    at: isListing,
    fault: answer(403, 'API rate limit exceeded', inTwoHours),
  },
  {
    name: 'listing: secondary limit, once',
    at: isListing,
    fault: answer(403, SECONDARY, { 'retry-after': '1' }),
    times: 1,
  },
  {
    name: 'listing: 429 with Retry-After, once',
    at: isListing,
    fault: answer(429, 'Too many requests', { 'retry-after': '1' }),
    times: 1,
  },
  {
    name: 'listing: 429 with Retry-After, always',
    at: isListing,
    fault: answer(429, 'Too many requests', { 'retry-after': '1' }),
  },
  { name: 'listing: no such repository', at: isListing, fault: answer(404, 'Not Found') },
  { name: 'listing: issues disabled', at: isListing, fault: answer(410, 'Issues are disabled for this repo') },
  { name: 'listing: 502, once', at: isListing, fault: LOST, times: 1 },
  { name: 'listing: 502, always', at: isListing, fault: LOST },
  { name: 'listing: connection reset, once', at: isListing, fault: { breaks: 'before' }, times: 1 },
  { name: 'listing: connection reset, always', at: isListing, fault: { breaks: 'before' } },
  { name: 'listing: no answer before the deadline', at: isListing, fault: { delay: 1_500 }, deadline: '1s' },
  { name: 'creating: no permission', at: isCreation, fault: answer(403, NO_ACCESS) },
  {
    name: 'creating: secondary limit, once',
    at: isCreation,
    fault: answer(403, SECONDARY, { 'retry-after': '1' }),
    times: 1,
  },
  { name: 'creating: secondary limit, always', at: isCreation, fault: answer(403, SECONDARY, { 'retry-after': '60' }) },
  {
    name: 'creating: limit used up for two hours',
    at: isCreation,
    fault: answer(403, 'API rate limit exceeded', inTwoHours),
  },
  { name: 'creating: issues disabled', at: isCreation, fault: answer(410, 'Issues are disabled for this repo') },
  { name: 'creating: values refused', at: isCreation, fault: answer(422, 'Validation Failed') },
  { name: 'creating: 502 before it was done', at: isCreation, fault: LOST },
  { name: 'creating: connection reset after it was done', at: isCreation, fault: { breaks: 'after' }, times: 1 },
  { name: 'creating: archived', at: isCreation, fault: answer(403, 'Repository was archived so is read-only.') },
  { name: 'commenting: connection reset after it was done', at: isComment, fault: { breaks: 'after' }, times: 1 },
  {
    name: 'commenting: locked',
    at: isComment,
    fault: answer(403, 'Unable to create comment because issue is locked.'),
  },
  { name: 'editing: issue deleted meanwhile', at: isEdit, fault: answer(410, 'This issue was deleted') },
  { name: 'editing: issue transferred meanwhile', at: isEdit, fault: answer(404, 'Not Found') },
  { name: 'editing: 502, once', at: isEdit, fault: LOST, times: 1 },
  { name: 'assignee: 500', at: isAssignee, fault: answer(500, 'Server Error') },
  { name: 'relisting: 502, always', at: isRelisting, fault: LOST },
  { name: 'deadline reached at the first write', at: isComment },
];

async function states(): Promise<string> {
  const issues = await github.send<{ title: string; state: string; comments: number }[]>('GET', '/issues?state=all');
  const shown = issues.map(({ title, state, comments }) => `${title.slice(14, 27)} ${state} ${comments}`);
  return shown.sort().join(', ');
}

async function inject({
  name,
  at,
  fault,
  times = Number.POSITIVE_INFINITY,
  deadline = '30s',
}: Case): Promise<string[]> {
  github.empty();
  const apply = (asOf: string, { path }: Organisation, more: Partial<Surroundings> = {}) =>
    runWith(
      { cwd: path, env: environmentOf(github), ...more },
      'issues',
      'apply',
      '--as-of',
      asOf,
      '--deadline',
      deadline,
    );
  // The first three are there already.
  await apply('2026-06-24', before);
  let left = times;
  let hours = 0;
  github.fault = (seen) => {
    if (!at(seen) || left-- <= 0) return undefined;
    if (!fault) hours += 1;
    return fault;
  };
  const now = (): Date => new Date(Date.UTC(2026, 10, 23, 12 + hours));
  const { code, stdout, stderr } = await apply('2026-06-28', after, { now });
  github.fault = undefined;
  const told = `${stdout}${stderr}`.split('\n').filter((line) => TOLD.test(line));
  const state = await states();
  await apply('2026-06-28', after);
  expect({ name, converged: await states() }).toEqual({ name, converged: CONVERGED });
  return [`── ${name}`, `exit code ${code}`, ...told, `then: ${state}`, ''];
}

/** What is said of failures, without the plan. */
const TOLD = /^(?:failed|stopped|left|applied|aimscheck|GitHub| {2}permissions| {4}\w)/;
const CONVERGED = 'CAPA-2026-001 closed 1, CAPA-2026-002 open 1, CAPA-2026-003 open 0, CAPA-2026-004 open 0';

it('says each fault in a sentence, goes on where it can, and converges with the next run', async () => {
  const log: string[] = [];
  for (const one of CASES) log.push(...(await inject(one)));
  await expect(log.join('\n')).toMatchFileSnapshot('data/github/faults.expected.txt');
  expect(github.violations.requests).toEqual([]);
}, 600_000);
