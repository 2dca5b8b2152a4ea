import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORKFLOWS } from '../src/init/workflows.ts';
import {
  type Action,
  commitAll,
  edit,
  git,
  makeFolder,
  prepareAction,
  type Run,
  removeFolders,
  runActionOnline,
} from './data/action/workspace.ts';
import fork from './data/events/pull-request-fork.json' with { type: 'json' };
import schedule from './data/events/schedule.json' with { type: 'json' };
import { createOrganisation, environmentOf, type Organisation } from './support/github/organisation.ts';
import { type GitHubServer, startGitHub } from './support/github/server.ts';

/** Real payloads, by the name of the event. */
const WEBHOOKS = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string;
  examples: unknown[];
}[];

let action: Action;
let github: GitHubServer;
let organisation: Organisation;
beforeAll(async () => {
  action = await prepareAction();
  github = await startGitHub();
  organisation = createOrganisation(4);
});
beforeEach(() => github.empty());
afterAll(async () => {
  removeFolders();
  organisation.remove();
  await github.close();
});

interface Running {
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly workspace?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run({ env = {}, inputs = {}, workspace = organisation.path, ...running }: Running): Promise<Run> {
  const { GITHUB_TOKEN: token = '', ...server } = environmentOf(github);
  return runActionOnline(action, {
    ...running,
    workspace,
    inputs: { 'github-token': token, 'fail-on': 'never', ...inputs },
    env: { ...server, ...env },
  });
}

const writes = (): number => github.seen.filter(({ write }) => write > 0).length;

describe('the workflow that runs every night', () => {
  const nightly = parse(WORKFLOWS[1]?.text ?? '') as {
    permissions: Record<string, string>;
    jobs: { scan: { steps: { with: Record<string, string> }[] } };
  };

  it('opens issues, tells how many, and is silent the second time', async () => {
    const inputs = nightly.jobs.scan.steps[1]?.with ?? {};
    const first = await run({ event: 'schedule', payload: schedule, inputs });
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
    expect(first.stdout).toContain('halden-insurance/aims: 4 to open, 0 unchanged');
    expect(Object.fromEntries(first.outputs)).toMatchObject({
      'issues-opened': '4',
      'issues-updated': '0',
      'issues-closed': '0',
    });
    github.reset();
    const second = await run({ event: 'schedule', payload: schedule, inputs });
    expect({ writes: writes(), requests: github.seen.length, opened: second.outputs.get('issues-opened') }).toEqual({
      writes: 0,
      requests: 1,
      opened: '0',
    });
  });

  it('plans only on another branch', async () => {
    const env = { GITHUB_REF: 'refs/heads/draft' };
    const { stdout } = await run({ event: 'workflow_dispatch', payload: schedule, inputs: { issues: 'apply' }, env });
    expect(stdout).toContain('Not on the default branch: issues are planned, not applied');
    expect(writes()).toBe(0);
  });

  it('shows the result of the check although GitHub refuses, and names the permission', async () => {
    github.fault = () => ({ status: 403, message: 'Resource not accessible by integration' });
    const { status, commands, summary, outputs } = await run({
      event: 'schedule',
      payload: schedule,
      inputs: { issues: 'apply' },
    });
    expect(status).toBe(0);
    expect(commands.at(-1)).toMatch(/^::warning title=Issues not written::.*issues: write$/);
    expect(summary).toContain('CAPA-2026-001');
    expect(outputs.get('overdue-capas')).toBe('4');
  });
});

describe('a pull request', () => {
  /** A pull request of the same repository that puts one CAPA right and makes another overdue. */
  function propose(): string {
    const workspace = join(makeFolder(), 'aims');
    git(organisation.path, 'clone', '--quiet', `file://${organisation.path}`, workspace);
    git(workspace, 'checkout', '--quiet', '-b', 'actions');
    edit(join(workspace, 'capas/CAPA-2026-001.yml'), (text) => text.replace('state: in-progress', 'state: cancelled'));
    edit(join(workspace, 'capas/CAPA-2026-002.yml'), (text) => text.replace(/^approved_by: .*\n/m, ''));
    commitAll(workspace, 'Cancel an action');
    const head = git(workspace, 'rev-parse', 'HEAD');
    git(workspace, 'checkout', '--quiet', '--detach', 'HEAD^');
    git(workspace, 'merge', '--quiet', '--no-ff', '--message', 'Merge pull request 41', head);
    return workspace;
  }
  const { pull_request: pull } = fork;
  const payload = { ...fork, pull_request: { ...pull, number: 1, head: { ...pull.head, repo: pull.base.repo } } };
  const comments = () => github.send<{ body: string }[]>('GET', '/issues/1/comments');
  const open = () => github.send('POST', '/issues', { title: 'Stands for the pull request' });

  it('plans issues, and keeps one comment that says what is new, fixed and unchanged', async () => {
    await open();
    const workspace = propose();
    const inputs = { issues: 'apply', comment: 'true' };
    const { stdout } = await run({ event: 'pull_request', payload, workspace, inputs });
    expect(stdout).toContain('On a pull request: issues are planned, not applied');
    const [first, ...rest] = await comments();
    expect(rest).toEqual([]);
    expect(first?.body).toMatch(
      /^<!-- aimscheck:comment -->\n### aimscheck: \d+ new findings?, 1 fixed, \d+ unchanged\n/,
    );
    expect(first?.body).toContain('<details><summary>Fixed: 1</summary>');
    github.reset();
    await run({ event: 'pull_request', payload, workspace, inputs });
    expect(writes()).toBe(0);
    edit(join(workspace, 'capas/CAPA-2026-003.yml'), (text) => text.replace(/^approved_by: .*\n/m, ''));
    await run({ event: 'pull_request', payload, workspace, inputs });
    expect((await comments()).map(({ body }) => body === first?.body)).toEqual([false]);
  }, 600_000);

  it('from a fork: the comparison is in the summary, and nothing is written', async () => {
    const { summary } = await run({
      event: 'pull_request',
      payload: fork,
      workspace: propose(),
      inputs: { comment: 'true' },
    });
    expect(summary).toMatch(/### aimscheck: \d+ new findings?, 1 fixed/);
    expect(github.seen).toEqual([]);
  });

  it('without the permission: the same, and a warning names it', async () => {
    github.fault = () => ({ status: 403, message: 'Resource not accessible by integration' });
    const { summary, commands } = await run({
      event: 'pull_request',
      payload,
      workspace: propose(),
      inputs: { comment: 'true' },
    });
    expect(commands.at(-1)).toMatch(/^::warning title=Comment not written::.*pull-requests: write$/);
    expect(summary).toMatch(/### aimscheck: \d+ new findings?, 1 fixed/);
  });
});

describe('a check run', () => {
  it('annotates what is beyond ten, fifty to a request', async () => {
    const many = createOrganisation(60);
    const { status, commands } = await run({
      event: 'push',
      payload: schedule,
      workspace: many.path,
      inputs: { annotations: 'check-run', 'as-of': '2027-06-01' },
    });
    expect({ status, commands }).toEqual({ status: 0, commands: [] });
    const sent = github.seen.map(({ method, body }) => [
      method,
      (body as { output: { annotations: unknown[] } }).output.annotations.length,
    ]);
    const total = sent.reduce((sum, [, amount]) => sum + Number(amount), 0);
    expect(sent[0]).toEqual(['POST', 50]);
    expect(sent.slice(1).every(([method]) => method === 'PATCH')).toBe(true);
    expect(total).toBeGreaterThanOrEqual(60);
    many.remove();
  });
});

it('takes the payloads of every real event', async () => {
  const names = ['push', 'pull_request', 'workflow_dispatch', 'schedule', 'merge_group'];
  const payloads = WEBHOOKS.filter(({ name }) => names.includes(name)).map(({ name, examples }) => ({
    event: name,
    payload: examples[0],
  }));
  expect(payloads.length).toBeGreaterThanOrEqual(3);
  for (const { event, payload } of payloads) {
    const { status, stderr } = await run({ event, payload, inputs: { comment: 'true', issues: 'plan' } });
    expect({ event, status, stderr }).toEqual({ event, status: 0, stderr: '' });
  }
}, 600_000);

it('asks GitHub for nothing that its description does not know', () => {
  expect(github.violations.requests).toEqual([]);
});
