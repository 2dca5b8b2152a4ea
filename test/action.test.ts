import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  commitAll,
  edit,
  git,
  makeFolder,
  makeRepository,
  prepareAction,
  type Run,
  type Running,
  removeFolders,
  runAction,
} from './data/action/workspace.ts';
import fork from './data/events/pull-request-fork.json' with { type: 'json' };
import push from './data/events/push.json' with { type: 'json' };
import schedule from './data/events/schedule.json' with { type: 'json' };

const CAPA = 'capas/CAPA-2026-014.yml';
const OTHER_CAPA = 'capas/CAPA-2026-015.yml';

let action: { node: string; bundle: string };
beforeAll(async () => {
  action = await prepareAction();
});
afterAll(removeFolders);

const run = (running: Running): Run => runAction(action, running);
const onPush = (workspace: string, inputs: Record<string, string> = {}): Run =>
  run({ workspace, event: 'push', payload: push, inputs });

/** Copies of the overdue CAPA, numbered on from 015. */
function addCapas(repository: string, amount: number): void {
  for (let number = 15; number < 15 + amount; number += 1) {
    const file = join(repository, `capas/CAPA-2026-0${number}.yml`);
    cpSync(join(repository, CAPA), file);
    edit(file, (text) => text.replace('id: CAPA-2026-014', `id: CAPA-2026-0${number}`));
  }
  commitAll(repository, 'Add CAPAs');
}

/** What actions/checkout leaves of a pull request that changes `file`, after the base branch went on. */
function checkOutPullRequest(file: string, depth: number): string {
  const origin = makeRepository('rules/capa-overdue/bad');
  writeFileSync(join(origin, 'README.md'), '# AIMS of Halden Insurance\n');
  addCapas(origin, 1);
  git(origin, 'checkout', '--quiet', '-b', 'photo-service-scope');
  edit(join(origin, file), (text) => text.replace('photo service', 'photo archive').replace('# AIMS', '# The AIMS'));
  commitAll(origin, 'Correct the scope');
  git(origin, 'checkout', '--quiet', 'main');
  edit(join(origin, OTHER_CAPA), (text) => text.replace('priority: medium', 'priority: low'));
  commitAll(origin, 'Lower a priority');
  git(origin, 'merge', '--quiet', '--no-ff', '--message', 'Merge pull request 41', 'photo-service-scope');
  const workspace = join(makeFolder(), 'aims');
  git(origin, 'clone', '--quiet', '--depth', String(depth), `file://${origin}`, workspace);
  return workspace;
}

describe('push', () => {
  it('annotates, sums up, tells outputs and fails', () => {
    const { status, stderr, stdout, commands, summary, outputs } = onPush(
      makeRepository('rules/capa-overdue/bad', 'rules/incident-root-cause-missing/bad'),
    );
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toContain(`${CAPA}:45:11 error capa-overdue CAPA-2026-014 is 54 days overdue`);
    expect(stdout).toContain('│ due_date: 2026-09-30');
    expect(commands).toHaveLength(4);
    expect(commands[0]).toMatch(
      new RegExp(`^::error file=${CAPA},line=45,col=11,title=capa-overdue::CAPA-2026-014 is 54 days`),
    );
    expect(commands[3]).toBe('::error::aimscheck failed: 3 errors. The log and the job summary list all findings.');
    expect(summary).toContain('## aimscheck: 3 errors');
    expect(summary).toMatch(
      /https:\/\/github\.example\/halden-insurance\/aims\/blob\/[\da-f]{40}\/capas\/CAPA-2026-014\.yml#L45/,
    );
    const report = outputs.get('result-json') ?? '';
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ version: 1, summary: { errors: 3, warnings: 0 } });
    expect(Object.fromEntries(outputs)).toEqual({
      conclusion: 'failure',
      errors: '3',
      warnings: '0',
      'overdue-capas': '1',
      'missing-root-causes': '2',
      'issues-opened': '0',
      'issues-updated': '0',
      'issues-closed': '0',
      'report-dir': join(report, '..'),
      'sarif-file': '',
      'result-json': report,
    });
  });

  it('succeeds without findings', () => {
    const { status, commands, outputs, summary } = onPush(makeRepository('rules/capa-overdue/good'));
    expect({ status, commands, conclusion: outputs.get('conclusion') }).toEqual({
      status: 0,
      commands: [],
      conclusion: 'success',
    });
    expect(summary).toContain('1 CAPA');
  });

  it('stays within ten annotations of a level and says how many are left', () => {
    const repository = makeRepository('rules/capa-overdue/bad');
    addCapas(repository, 11);
    const { status, stdout, commands, summary } = onPush(repository);
    expect(status).toBe(1);
    expect(commands).toHaveLength(10);
    expect(commands[9]).toMatch(/^::error title=3 more errors not annotated::/);
    expect(stdout).toMatch(/\naimscheck failed: 12 errors\. .*\n$/);
    for (const text of [stdout, summary]) expect(text).toContain('CAPA-2026-025 is 54 days overdue');
  });

  it('lets no text of the repository act as a workflow command', () => {
    const repository = makeRepository('rules/capa-overdue/bad');
    edit(join(repository, CAPA), (text) =>
      text
        .replace('    status: in-progress\n', '    status: in-progress # ##[error]forged\n')
        .replace('owner: a.petrov\n', 'owner: "a.petrov\\n::error::forged"\n'),
    );
    const { commands, summary } = onPush(repository);
    expect(commands.filter((line) => !line.startsWith('::error file=capas/'))).toEqual([
      expect.stringMatching(/^::error::aimscheck failed: /),
    ]);
    expect(summary).not.toMatch(/^::|##\[/m);
  });
});

describe('pull request from a fork, without a token', () => {
  const onPullRequest = (workspace: string, payload: unknown = fork): Run =>
    run({ workspace, event: 'pull_request', payload });

  it('holds date rules against the record it touches, and only warns elsewhere', () => {
    const { status, commands, outputs } = onPullRequest(checkOutPullRequest(CAPA, 2));
    expect(status).toBe(1);
    expect(commands.map((line) => line.split(',line=')[0])).toEqual([
      `::error file=${CAPA}`,
      `::warning file=${OTHER_CAPA}`,
      '::error::aimscheck failed: 1 error. The log and the job summary list all findings.',
    ]);
    expect(outputs.get('overdue-capas')).toBe('2');
  });

  it('is not stopped by dates where it touches no record', () => {
    const { status, outputs } = onPullRequest(checkOutPullRequest('README.md', 2));
    expect(status).toBe(0);
    expect(Object.fromEntries(outputs)).toMatchObject({ conclusion: 'success', errors: '0', warnings: '2' });
  });

  it('says that the base is unknown in a clone of depth 1', () => {
    const { status, stdout, commands } = onPullRequest(checkOutPullRequest(CAPA, 1));
    expect(status).toBe(0);
    expect(commands.map((line) => line.split(' ')[0])).toEqual(['::warning', '::warning', '::notice']);
    expect(commands[2]).toContain('title=base-unknown::The base "HEAD^1" of the change is not in this clone');
    expect(stdout).toContain('fetch-depth: 2');
  });

  it('takes the base from the payload where the head is checked out instead of the merge', () => {
    const workspace = makeRepository('rules/capa-overdue/bad');
    addCapas(workspace, 1);
    const base = git(workspace, 'rev-parse', 'HEAD');
    edit(join(workspace, CAPA), (text) => text.replace('photo service', 'photo archive'));
    commitAll(workspace, 'Correct the scope');
    writeFileSync(join(workspace, 'README.md'), '# AIMS of Halden Insurance\n');
    const head = commitAll(workspace, 'Say whose it is');
    const { pull_request: pull } = fork;
    const payload = {
      ...fork,
      pull_request: { ...pull, head: { ...pull.head, sha: head }, base: { ...pull.base, sha: base } },
    };
    const { commands } = onPullRequest(workspace, payload);
    expect(commands.map((line) => line.split(',line=')[0]).slice(0, 2)).toEqual([
      `::error file=${CAPA}`,
      `::warning file=${OTHER_CAPA}`,
    ]);
  });
});

describe('what a pull request may not decide for itself', () => {
  const RECORD = 'incidents/AI-INC-2026-031-storm-claims.yml';
  const SECOND = 'incidents/AI-INC-2026-061-hail-claims.yml';
  const WAIVER = [
    'schema_version: 1',
    'id: WVR-2026-007',
    'rule_ids: [notification-deadline-missed]',
    'scope: { records: [AI-INC-2026-031, AI-INC-2026-061] }',
    'reason: The authority was told by telephone',
    'risk_statement: The written notice is missing from its file',
    'requested_by: s.nakamura',
    'approved_by: j.lindqvist',
    'granted_at: 2026-11-20',
    'expires_at: 2027-01-31',
    '',
  ].join('\n');

  /** What actions/checkout leaves of a pull request in a repository with two records whose notice is late. */
  function checkOut(change: (origin: string) => void): string {
    const origin = makeRepository('rules/notification-deadline-missed/bad');
    const text = readFileSync(join(origin, RECORD), 'utf8');
    writeFileSync(join(origin, SECOND), text.replace('AI-INC-2026-031', 'AI-INC-2026-061'));
    commitAll(origin, 'A second record');
    git(origin, 'checkout', '--quiet', '-b', 'late-notice');
    change(origin);
    commitAll(origin, 'Look at the late notice');
    git(origin, 'checkout', '--quiet', 'main');
    git(origin, 'merge', '--quiet', '--no-ff', '--message', 'Merge pull request 42', 'late-notice');
    const workspace = join(makeFolder(), 'aims');
    git(origin, 'clone', '--quiet', '--depth', '2', `file://${origin}`, workspace);
    return workspace;
  }

  const touch = (origin: string): void =>
    edit(join(origin, RECORD), (text) => text.replace('no slice for weather', 'no slice at all for weather'));
  const onPullRequest = (workspace: string): Run => run({ workspace, event: 'pull_request', payload: fork });
  const told = ({ commands }: Run): string[] =>
    commands.map((line) => line.replace(/,line=.*?,title=([\w-]+)::.*$/, ' $1'));

  it('the record it touches fails, the other is at most a warning', () => {
    const ran = onPullRequest(checkOut(touch));
    expect(ran.status).toBe(1);
    expect(told(ran).slice(0, 2)).toEqual([
      `::error file=${RECORD} notification-deadline-missed`,
      `::warning file=${SECOND} notification-deadline-missed`,
    ]);
  });

  it('a waiver that it adds counts from the merge on, not before', () => {
    const workspace = checkOut((origin) => {
      touch(origin);
      mkdirSync(join(origin, 'waivers'));
      writeFileSync(join(origin, 'waivers/WVR-2026-007.yml'), WAIVER);
    });
    const ran = onPullRequest(workspace);
    expect(ran.status).toBe(1);
    expect(told(ran).slice(0, 3)).toEqual([
      `::error file=${RECORD} notification-deadline-missed`,
      `::warning file=${SECOND} notification-deadline-missed`,
      '::notice file=waivers/WVR-2026-007.yml exception-not-on-base',
    ]);
    const { status, stdout, outputs } = onPush(workspace);
    expect({ status, errors: outputs.get('errors') }).toEqual({ status: 0, errors: '0' });
    expect(stdout).toMatch(/2 waived in \d+ documents\n {2}without waivers: 2 errors/);
  });

  it('nor does an ignore that it adds', () => {
    const workspace = checkOut((origin) =>
      edit(join(origin, RECORD), (text) =>
        text.replace(
          '  - regime_id: eu-gdpr-33\n',
          '  # aimscheck-ignore notification-deadline-missed until=2027-01-31 -- told by telephone\n  - regime_id: eu-gdpr-33\n',
        ),
      ),
    );
    const ran = onPullRequest(workspace);
    expect(ran.status).toBe(1);
    expect(told(ran)).toContain(`::error file=${RECORD} notification-deadline-missed`);
    expect(told(ran)).toContain(`::notice file=${RECORD} exception-not-on-base`);
    expect(onPush(workspace).stdout).toMatch(/✖ 1 error, 1 notice, 1 waived/);
  });
});

describe('schedule', () => {
  it('has full severity everywhere in the neglected organisation', () => {
    const { status, stderr, commands, summary, outputs } = run({
      workspace: makeRepository('repos/neglected'),
      event: 'schedule',
      payload: schedule,
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const { findings } = JSON.parse(readFileSync(outputs.get('result-json') ?? '', 'utf8')) as {
      findings: { rule: string; severity: string; file: string }[];
    };
    expect(findings.filter(({ severity }) => severity === 'error').length).toBe(Number(outputs.get('errors')));
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'capa-overdue', severity: 'error' }));
    for (const level of ['error', 'warning', 'notice']) {
      const found = findings.filter(({ severity }) => severity === level).length;
      const shown = commands.filter((line) => line.startsWith(`::${level} `)).length;
      expect(shown).toBe(Math.min(found, 10));
    }
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toContain(`## aimscheck: ${outputs.get('errors')} errors`);
  });
});

describe('inputs', () => {
  it.each([
    [
      { 'fail-on': 'eror' },
      'input fail-on: unexpected "eror", expected one of "error", "warning", "never"; did you mean "error"?',
    ],
    [{ report: 'json, sariff' }, 'did you mean "sarif"?'],
    [{ annotations: 'maybe' }, 'input annotations: unexpected "maybe"'],
    [{ 'as-of': 'yesterday' }, '"yesterday" is neither a date'],
    [{ config: 'aims.yml' }, 'configuration file not found'],
    [{ path: 'governance' }, 'input path: nothing at "governance"'],
  ])('tells of %o in one error', (inputs, message) => {
    const { status, stdout, outputs } = onPush(makeRepository('rules/capa-overdue/bad'), inputs);
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([expect.stringMatching(/^::error::aimscheck: /)]);
    expect(stdout).toContain(message);
    expect(stdout).not.toContain('    at ');
    expect(outputs.get('conclusion')).toBe('failure');
  });

  it('fails where nothing matched', () => {
    const { status, commands, outputs, summary } = onPush(makeRepository('repos/empty'), { 'fail-on': 'never' });
    expect(status).toBe(1);
    expect(commands).toEqual([expect.stringMatching(/^::error::aimscheck: nothing matched: /)]);
    expect(outputs.get('conclusion')).toBe('neutral');
    expect(summary).toContain('nothing was checked');
  });

  it('reports without failing on fail-on: never, and without annotations', () => {
    const { status, commands, outputs } = onPush(makeRepository('rules/capa-overdue/bad'), {
      'fail-on': 'never',
      annotations: 'false',
    });
    expect({ status, commands, errors: outputs.get('errors') }).toEqual({ status: 0, commands: [], errors: '1' });
  });

  it('checks a folder of a monorepo with its own configuration, paths from the Git root', () => {
    const workspace = makeRepository('repos/empty');
    cpSync(join(makeRepository('rules/capa-overdue/bad'), 'capas'), join(workspace, 'governance/actions'), {
      recursive: true,
    });
    writeFileSync(join(workspace, 'governance/.aimscheck.yml'), 'documents:\n  capa: actions/*.yml\n');
    expect(onPush(workspace, { path: 'governance' }).commands[0]).toMatch(
      /^::error file=governance\/actions\/CAPA-2026-014\.yml,line=45/,
    );
  });

  it('writes each report, and SARIF where it is wanted', () => {
    const workspace = makeRepository('rules/capa-overdue/bad');
    const { outputs } = onPush(workspace, {
      report: 'text, json\nsarif junit markdown',
      'report-dir': 'out/reports',
      'sarif-file': 'out/code.sarif',
    });
    for (const extension of ['txt', 'json', 'sarif', 'xml', 'md'])
      expect(existsSync(join(workspace, 'out/reports', `aimscheck.${extension}`))).toBe(true);
    expect(outputs.get('report-dir')).toBe(join(workspace, 'out/reports'));
    expect(outputs.get('sarif-file')).toBe(join(workspace, 'out/code.sarif'));
    const sarif = JSON.parse(readFileSync(join(workspace, 'out/code.sarif'), 'utf8')) as {
      version: string;
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs.map(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([['capa-overdue']]);
  });

  it('writes the conformance report in each of its formats, with the statement beside them', () => {
    const workspace = makeRepository('rules/capa-overdue/bad');
    onPush(workspace, { report: 'html pdf csv oscal oscal-poam json', 'report-dir': 'out/reports' });
    const folder = join(workspace, 'out/reports');
    expect(readdirSync(folder).sort()).toEqual([
      'aimscheck.html',
      'aimscheck.intoto.json',
      'aimscheck.json',
      'aimscheck.oscal-poam.json',
      'aimscheck.oscal.json',
      'aimscheck.pdf',
      'csv',
    ]);
    expect(readFileSync(join(folder, 'aimscheck.pdf'), 'latin1')).toMatch(/^%PDF-1\.7/);
    expect(readFileSync(join(folder, 'aimscheck.html'), 'utf8')).toContain('CAPA-2026-014');
    const { subject } = JSON.parse(readFileSync(join(folder, 'aimscheck.intoto.json'), 'utf8')) as {
      subject: { name: string; digest: { sha256: string } }[];
    };
    const digests = subject.map(({ name, digest }) => [name, digest.sha256]);
    expect(digests).toEqual(
      subject.map(({ name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
    );
  });

  it('follows no link of the repository out of the workspace', () => {
    const workspace = makeRepository('rules/capa-overdue/bad');
    const outside = makeFolder();
    writeFileSync(join(outside, 'profile'), 'kept\n');
    symlinkSync(outside, join(workspace, 'reports'));
    mkdirSync(join(workspace, 'out'));
    symlinkSync(join(outside, 'profile'), join(workspace, 'out/code.sarif'));
    const refused = onPush(workspace, { 'report-dir': 'reports' });
    expect(refused.commands.at(-1)).toBe(
      '::error::aimscheck: the report reports/aimscheck.json would be written outside the workspace, through a link in it',
    );
    expect(existsSync(join(outside, 'aimscheck.json'))).toBe(false);
    expect(onPush(workspace, { 'sarif-file': 'out/code.sarif' }).outputs.get('conclusion')).toBe('failure');
    expect(readFileSync(join(outside, 'profile'), 'utf8')).toBe('kept\n');
    expect(readFileSync(join(workspace, 'out/code.sarif'), 'utf8')).toContain('capa-overdue');
  });
});

describe('many machines', () => {
  it('each writes its part, and the merge tells what one machine tells', () => {
    const workspace = makeRepository('repos/neglected');
    const asOf = { 'as-of': '2026-11-23' };
    const parts = ['1/2', '2/2'].map((shard) => onPush(workspace, { shard, 'report-dir': 'out/blobs' }));
    for (const { status, stdout, commands } of parts)
      expect({ status, stdout, commands }).toMatchObject({ status: 0, commands: [] });
    expect(readdirSync(join(workspace, 'out/blobs'))).toEqual(['shard-1-of-2.blob', 'shard-2-of-2.blob']);
    const alone = onPush(workspace, asOf);
    const merged = onPush(workspace, { ...asOf, blobs: 'out/blobs' });
    const told = ({ status, stdout, summary, outputs }: Run) => [status, stdout, summary, outputs.get('errors')];
    expect(told(merged)).toEqual(told(alone));
    rmSync(join(workspace, 'out/blobs/shard-2-of-2.blob'));
    const lacking = onPush(workspace, { ...asOf, blobs: 'out/blobs' });
    expect({ status: lacking.status, conclusion: lacking.outputs.get('conclusion') }).toEqual({
      status: 1,
      conclusion: 'failure',
    });
    expect(onPush(workspace, { blobs: 'nowhere' }).stdout).toContain('input blobs: no blob in that folder');
    expect(onPush(workspace, { shard: '3/2' }).stdout).toContain(
      'input shard: unexpected "3/2", expected a part such as 2/5',
    );
  });
});

describe('action.yml', () => {
  const manifest = parse(readFileSync(join(import.meta.dirname, '../action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string }>;
    outputs: Record<string, unknown>;
    runs: unknown;
  };

  it('declares the inputs that are read, and a default for the path and the token alone', () => {
    const source = readFileSync(join(import.meta.dirname, '../action/inputs.ts'), 'utf8');
    const read = [...source.matchAll(/\bgetInput\('([\w-]+)'\)/g)].map(([, name]) => name);
    expect(Object.keys(manifest.inputs).sort()).toEqual([...new Set(read)].sort());
    expect(
      Object.entries(manifest.inputs)
        .filter(([, input]) => 'default' in input)
        .map(([name]) => name),
    ).toEqual(['path', 'github-token']);
  });

  it('declares the outputs that are told, and runs the bundle on Node 24', () => {
    const { outputs } = onPush(makeRepository('rules/capa-overdue/good'));
    expect(Object.keys(manifest.outputs).sort()).toEqual([...outputs.keys()].sort());
    expect(manifest.runs).toEqual({ using: 'node24', main: 'action/dist/index.js' });
  });
});
