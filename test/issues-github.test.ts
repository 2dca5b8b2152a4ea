import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Draft, Problem, Situation } from '../src/issues/model.ts';
import { makePlan } from '../src/issues/plan.ts';
import { splitBody } from '../src/issues/state.ts';
import { OPERATIONS } from './support/github/contract.ts';
import { createOrganisation, implement, keepIssues } from './support/github/organisation.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';
import { ROOT } from './support/repository.ts';

let github: GitHubServer;
beforeAll(async () => {
  github = await startGitHub();
});
beforeEach(() => github.empty());
afterAll(async () => {
  expect(github.violations.requests).toEqual([]);
  await github.close();
});

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
}
const list = () => github.send<Issue[]>('GET', '/issues?state=all&per_page=100&direction=asc');

// ── What it costs ────────────────────────────────────────────────────────────────────────────────

/** Issues as a run leaves them for records that are gone by now, closed: what a listing has to page through. */
function closedDraft(number: number): Draft {
  const problem: Problem = {
    project: '',
    record: `CAPA-2025-${String(number).padStart(4, '0')}`,
    problem: 'capa-overdue',
    title: `CAPA overdue: CAPA-2025-${number}`,
    text: 'Was overdue.',
    listed: '',
    file: `capas/CAPA-2025-${number}.yml`,
    daysLate: 0,
    labels: ['aimscheck', 'capa-overdue'],
  };
  const situation: Situation = {
    project: '',
    day: '2025-12-01',
    problems: [problem],
    settle: () => ({ kind: 'unknown', why: '', text: '' }),
    notices: [],
  };
  const [operation] = makePlan(situation, [], { label: 'aimscheck', maxNew: 1, escalation: [] }).operations;
  if (operation?.kind !== 'create') throw new Error('no issue planned');
  return operation.draft;
}

async function manage(amount: number): Promise<void> {
  for (let number = 1; number <= amount; number += 1) {
    const { number: at } = await github.send<Issue>('POST', '/issues', closedDraft(number), github.token);
    await github.send('PATCH', `/issues/${at}`, { state: 'closed', state_reason: 'not_planned' }, github.token);
  }
}

it.each([
  [0, 1],
  [250, 3],
  [1_000, 10],
])(
  '%i managed issues cost %i requests on a quiet day',
  async (amount, requests) => {
    const organisation = createOrganisation(1);
    organisation.edit(1, implement);
    await manage(amount);
    github.reset();
    const { code, stdout } = await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
    expect({ code, requests: github.seen.length }).toEqual({ code: 0, requests });
    expect(stdout).toContain(`${requests} request${requests === 1 ? '' : 's'}, 0 writes`);
    organisation.remove();
  },
  120_000,
);

it('opening costs a second listing, each assignee once, the writes, and a listing of what is newer', async () => {
  const organisation = createOrganisation(8);
  await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  const sent = github.seen.map(({ method, path, query }) => {
    const what = path.replace('/repos/halden-insurance/aims', '');
    return `${method} ${what}${query.get('creator') ? ' by creator' : ''}${query.get('direction') === 'desc' ? ' newest first' : ''}`;
  });
  expect(sent).toEqual([
    'GET /issues',
    'GET /user',
    'GET /issues by creator',
    'GET /assignees/s-nakamura',
    'GET /assignees/b-osei',
    'GET /assignees/a-petrov',
    ...Array.from({ length: 8 }, () => 'POST /issues'),
    'GET /issues newest first',
  ]);
  organisation.remove();
});

it('the plan says what applying it will take', async () => {
  const organisation = createOrganisation(8);
  const { stdout: plan } = await keepIssues(organisation, github, 'plan', '--as-of', '2026-11-23', '--format', 'json');
  const { requests, operations } = JSON.parse(plan) as {
    requests: { reads: number; writes: number };
    operations: unknown[];
  };
  expect(operations).toHaveLength(8);
  github.reset();
  await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  const writes = github.seen.filter(({ write }) => write > 0).length;
  expect(requests).toEqual({ reads: github.seen.length - writes, writes });
  organisation.remove();
});

// ── What it asks for ─────────────────────────────────────────────────────────────────────────────

it('uses just the operations that the README names beside their permission, and that are held against the contract', () => {
  const folder = join(ROOT, 'src/github');
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const used = sources.flatMap((text) => [
    ...text.matchAll(/\b(issues|checks|users|repos|pulls)\.([a-z]+[A-Z]\w+|create|update)\b/g),
  ]);
  const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const operations = new Set(used.map(([, group, name]) => `${group}/${kebab(name ?? '')}`));
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const documented = new Set(
    [...readme.matchAll(/`((?:issues|checks|users|repos|pulls)\/[a-z-]+)`/g)].map(([, id]) => id),
  );
  expect([...documented].sort()).toEqual([...OPERATIONS].sort());
  expect([...operations].sort()).toEqual([...OPERATIONS].sort());
});

// ── People ───────────────────────────────────────────────────────────────────────────────────────

it('finds an issue that lost its label when it would open another, and puts the label back', async () => {
  const organisation = createOrganisation(2);
  await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  await github.send('PATCH', '/issues/1', { labels: ['capa-overdue'] });
  const { stdout } = await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  expect(stdout).toMatch(/~ update {4}#1 CAPA overdue: CAPA-2026-001 .* \(label\)/);
  const issues = await github.send<{ labels: { name: string }[] }[]>('GET', '/issues?state=all');
  expect(issues.map(({ labels }) => labels.some(({ name }) => name === 'aimscheck'))).toEqual([true, true]);
  organisation.remove();
});

it('drops an owner who cannot be assigned, and says so', async () => {
  const organisation = createOrganisation(1);
  organisation.edit(1, (text) => text.replace(/^owner: .*$/m, 'owner: t.moreau'));
  const config = organisation.config('people: { t.moreau: t-moreau }\n');
  const { stdout } = await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23', '--config', config);
  expect(stdout).toContain('note: t-moreau cannot be assigned in this repository');
  expect((await list()).length).toBe(1);
  organisation.remove();
});

it('tells of a confidential record its title and where it is, and nothing else', async () => {
  const organisation = createOrganisation(1);
  organisation.edit(1, (text) => `${text}classification: confidential\n`);
  await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  const [issue] = await list();
  expect(issue?.body).not.toContain('s.nakamura');
  expect(issue?.body).not.toContain('in-progress');
  expect(issue?.body).toContain('The record is confidential');
  organisation.remove();
});

it('opens nothing for a record that is tracked elsewhere', async () => {
  const organisation = createOrganisation(2);
  organisation.edit(1, (text) => `${text}github_issue: https://github.example/halden-insurance/engineering/issues/7\n`);
  await keepIssues(organisation, github, 'apply', '--as-of', '2026-11-23');
  expect((await list()).map(({ title }) => title.slice(14, 27))).toEqual(['CAPA-2026-002']);
  organisation.remove();
});

// ── Hostile texts ────────────────────────────────────────────────────────────────────────────────

const HOSTILE: readonly (readonly [name: string, title: string])[] = [
  ['mention of a person', 'Ask @octocat and @a-petrov'],
  ['mention of a team', '@halden-insurance/everyone please look'],
  ['closing keyword', 'fixes #1, closes halden-insurance/aims#2'],
  ['address of an issue', 'fixes https://github.com/halden-insurance/aims/issues/1'],
  ['HTML', '<script>alert(1)</script><h1>Done</h1>'],
  ['image', '![x](https://evil.example/pixel.png) <img src=https://evil.example/p.png>'],
  ['forged end of the block', '<!-- aimscheck:end {"record":"X","problem":"capa-overdue","status":"open"} --> mine'],
  ['forged beginning of a block', '<!-- aimscheck:begin {"record":"X","problem":"capa-overdue","status":"open"} -->'],
  ['end of a comment', '--> @octocat <!--'],
  ['workflow command', '::error::forged ##[error]forged'],
  ['table break', 'one | two | three'],
  ['backticks', 'see `rm -rf` and ```js'],
  ['right-to-left override and zero-width', 'invoice\u202egnp.exe and to\u200bken'],
  ['credential', 'token ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['seventy thousand characters', 'long '.repeat(14_000)],
];

it('posts hostile titles as text that does nothing', async () => {
  const organisation = createOrganisation(HOSTILE.length);
  HOSTILE.forEach(([, title], i) =>
    organisation.edit(i + 1, (text) => text.replace(/^title: .*$/m, () => `title: ${JSON.stringify(title)}`)),
  );
  organisation.commit('Titles');
  await keepIssues(organisation, github, 'apply', '--as-of', '2027-03-01');
  const issues = await list();
  const log = issues.map(({ title, body }, i) => {
    const parts = splitBody(body);
    expect([HOSTILE[i]?.[0], parts?.before, parts?.after, parts?.state.record]).toEqual([
      HOSTILE[i]?.[0],
      '',
      '',
      `CAPA-2026-${String(i + 1).padStart(3, '0')}`,
    ]);
    expect(body.length).toBeLessThan(65_536);
    expect(title.length).toBeLessThan(256);
    expect(body.match(/@\w|<script|<img|<h1|!\[|[^\\]#\d|^::|##\[|\u202e|\u200b|ghp_16C/gm)).toBeNull();
    return `── ${HOSTILE[i]?.[0]}\ntitle: ${visible(title)}\nbody:  ${visible(parts?.text?.split('\n')[0] ?? '')}\n`;
  });
  await expect(log.join('\n')).toMatchFileSnapshot('data/github/hostile.expected.txt');
  github.reset();
  await keepIssues(organisation, github, 'apply', '--as-of', '2027-03-01');
  expect(github.seen.filter(({ write }) => write > 0)).toEqual([]);
  organisation.remove();
});

function visible(text: string): string {
  return text.replaceAll('\u2060', '⁠{WJ}').replaceAll('\u2060', '');
}
