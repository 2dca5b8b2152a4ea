import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../src/types.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';
import { type Ran, run, runWith } from './support/run.ts';
import { type Chapter, readStory, type Story, startStory } from './support/story.ts';

const POLICY = 'policies/ai-incident-management.md';
/** One whose owner may push. */
const REPOSITORY = 'aims-bot/records';
const FILE = '.aimscheck-reviews.json';
const JENS = 'Jens Lindqvist <j.lindqvist@halden.example>';

let github: GitHubServer;
let story: Story;
/** Ids of the commits: with an approval, without one, pushed. */
let approved: string;
let commented: string;
let pushed: string;

/** The policy as it was, with another time to report, under a version of its own. */
const loosen = (hours: number, version: string, at: string, message: string): Chapter => ({
  at,
  by: JENS,
  message,
  edit: [
    { file: POLICY, old: `#ai-incidents within ${hours - 1} hours`, new: `#ai-incidents within ${hours} hours` },
    { file: POLICY, old: `version: '1.${hours - 1}'`, new: `version: '${version}'` },
  ],
});

beforeAll(async () => {
  github = await startGitHub();
  story = startStory('fixtures/rules/policy-approver-is-author/good');
  story.tell({
    at: '2026-11-03T09:00:00Z',
    by: JENS,
    message: 'Keep the policy in Git',
    add: ['.'],
    write: { '.aimscheck.yml': 'people: { b.halvorsen: b-osei }\n' },
  });
  approved = story.tell(loosen(5, '1.5', '2026-11-10T09:00:00Z', 'Version 1.5 (#1)'));
  commented = story.tell(loosen(6, '1.6', '2026-11-11T09:00:00Z', 'Version 1.6 (#2)'));
  pushed = story.tell(loosen(7, '1.7', '2026-11-12T09:00:00Z', 'Version 1.7'));
});
afterAll(async () => {
  story.remove();
  await github.close();
});

beforeEach(async () => {
  github.empty();
  await mergePull(approved, ['APPROVE']);
  await mergePull(commented, ['COMMENT']);
  github.reset();
});

/** A pull request of aims-bot that brought a commit, reviewed by b-osei. */
async function mergePull(commit: string, reviews: readonly string[]): Promise<void> {
  const { object } = await github.send<{ object: { sha: string } }>('GET', `/repos/${REPOSITORY}/git/ref/heads/main`);
  const branch = `topic-${commit.slice(0, 7)}`;
  await github.send(
    'POST',
    `/repos/${REPOSITORY}/git/refs`,
    { ref: `refs/heads/${branch}`, sha: object.sha },
    'token-aims-bot',
  );
  const content = Buffer.from(commit).toString('base64');
  await github.send(
    'PUT',
    `/repos/${REPOSITORY}/contents/${branch}.md`,
    { message: 'Change', content, branch },
    'token-aims-bot',
  );
  const pull = { title: 'Change the policy', head: branch, base: 'main', body: `Landed as ${commit}` };
  const { number } = await github.send<{ number: number }>(
    'POST',
    `/repos/${REPOSITORY}/pulls`,
    pull,
    'token-aims-bot',
  );
  for (const event of reviews)
    await github.send('POST', `/repos/${REPOSITORY}/pulls/${number}/reviews`, { event, body: 'Read' }, 'token-b-osei');
  await github.send('PUT', `/repos/${REPOSITORY}/pulls/${number}/merge`, {}, 'token-aims-bot');
}

const capture = (...args: string[]): Promise<Ran> =>
  runWith(
    {
      cwd: story.path,
      env: { GITHUB_TOKEN: github.token, GITHUB_API_URL: github.url, AIMSCHECK_GITHUB_PACE: '0' },
    },
    'capture',
    'reviews',
    '--repo',
    REPOSITORY,
    ...args,
  );

async function judged(): Promise<Result> {
  const { stdout } = await run(story.path, 'check', '--as-of', '2026-11-23', '--format', 'json');
  return JSON.parse(stdout) as Result;
}

const approvals = ({ findings }: Result): string[] =>
  findings
    .filter(({ rule }) => rule === 'history-approval-missing')
    .map(({ message }) => message)
    .sort();

describe('capture reviews', () => {
  it('without a capture, approvals are not evaluable, and the check says what to run', async () => {
    const result = await judged();
    expect(approvals(result)).toEqual([]);
    expect(result.history).toEqual({
      not_evaluable: [
        {
          subject: 'approvals and direct pushes',
          reason: 'Git alone does not tell who reviewed a change',
          help: 'run "aimscheck capture reviews"',
        },
        expect.objectContaining({ subject: 'force pushes' }),
      ],
      reviews: null,
    });
  });

  it('writes what GitHub knows, and the check holds the changes against it', async () => {
    const { code, stdout, stderr } = await capture();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(github.violations.requests).toEqual([]);
    expect(github.seen.every(({ write }) => write === 0)).toBe(true);
    const text = readFileSync(join(story.path, FILE), 'utf8');
    const file = JSON.parse(text) as { commits: Record<string, number[]>; pulls: { reviews: { state: string }[] }[] };
    expect(Object.keys(file.commits).sort()).toEqual([approved, commented, pushed].sort());
    expect(file.commits[pushed]).toEqual([]);
    expect(file.pulls.map(({ reviews }) => reviews.map(({ state }) => state))).toEqual([['APPROVED'], ['COMMENTED']]);
    const result = await judged();
    expect(approvals(result)).toEqual([
      expect.stringContaining('The policy was changed by a push, without a pull request'),
      expect.stringContaining('The policy was changed in pull request 2 without an approving review'),
    ]);
    expect(result.history?.not_evaluable.map(({ subject }) => subject)).toEqual(['force pushes']);
    expect(stdout).toContain(`SHA-256 ${result.history?.reviews?.sha256}`);
  });

  it('asks nothing again that it knows, and the file stays the same', async () => {
    await capture();
    const before = readFileSync(join(story.path, FILE), 'utf8');
    github.reset();
    await capture();
    expect(github.seen).toEqual([]);
    expect(readFileSync(join(story.path, FILE), 'utf8')).toBe(before);
  });

  it('keeps what it learned where GitHub refuses, and says so', async () => {
    writeFileSync(join(story.path, FILE), '{}');
    github.fault = ({ request }) => (request > 2 ? { status: 403, message: 'Resource not accessible' } : undefined);
    const { code, stderr } = await capture();
    expect(code).toBe(2);
    expect(stderr).toContain('pull-requests: read');
    expect(stderr).toContain(`What was learned until then is in ${FILE}`);
    const { commits } = JSON.parse(readFileSync(join(story.path, FILE), 'utf8')) as { commits: object };
    expect(Object.keys(commits)).toHaveLength(1);
    const [unknown] = (await judged()).history?.not_evaluable ?? [];
    expect(unknown?.reason).toBe('2 changes made since the capture');
  });

  it('believes no other file', async () => {
    for (const text of [
      '{',
      '[]',
      '{"version":1}',
      '{"version":1,"repository":"a/b","commits":{"x":["y"]},"pulls":[]}',
    ]) {
      writeFileSync(join(story.path, FILE), text);
      const { history } = await judged();
      expect(history?.reviews).toBeNull();
      expect(history?.not_evaluable[0]?.reason).toBe(`${FILE} is not what "capture reviews" writes`);
    }
  });
});

describe('an approval of what the approver proposed', () => {
  let own: Story;
  let extended: string;

  beforeAll(() => {
    own = readStory('fixtures/rules/history-self-approved/good/history.yml');
    extended = own.git('rev-parse', 'HEAD').trim();
    const write = { '.aimscheck.yml': 'people: { s.nakamura: sana-n }\n' };
    own.tell({ at: '2026-11-20T09:00:00Z', by: JENS, message: 'Logins of our people', write });
  });
  afterAll(() => own.remove());

  it.each([
    [
      'sana-n',
      [
        'The extension to 2026-12-22 and its approval by s.nakamura were proposed by the same person, in pull request 8',
      ],
    ],
    ['a-petrov', []],
  ])('where the pull request is by %s', async (author, expected) => {
    const pull = { number: 8, author, merged_at: '2026-11-16T18:00:00Z', reviews: [] };
    const reviews = { version: 1, repository: REPOSITORY, commits: { [extended]: [8] }, pulls: [pull] };
    writeFileSync(join(own.path, FILE), JSON.stringify(reviews));
    const { stdout } = await run(own.path, 'check', '--as-of', '2026-11-23', '--format', 'json');
    const { findings } = JSON.parse(stdout) as Result;
    const told = findings.filter(({ rule }) => rule === 'history-self-approved').map(({ message }) => message);
    expect(told).toEqual(expected.map((message) => expect.stringContaining(message)));
  });
});
