import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eighteenMonths } from './support/eighteen-months.ts';
import { run } from './support/run.ts';
import { type Story, startStory } from './support/story.ts';

let story: Story;
let scratch: string;
let ledger: string;
beforeAll(async () => {
  story = eighteenMonths();
  scratch = mkdtempSync(join(tmpdir(), 'aimscheck-clones-'));
  ledger = (await run(story.path, ...LEDGER)).stdout;
});
afterAll(() => {
  story.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const LEDGER = ['history', '--as-of', '2026-11-23', '--format', 'json'];
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const clone = (name: string, ...options: string[]): string => {
  git(scratch, 'clone', '--quiet', ...options, `file://${story.path}`, name);
  return join(scratch, name);
};
const notices = async (cwd: string, ...args: string[]) => {
  const { stdout } = await run(cwd, 'check', '--as-of', '2026-11-23', '--format', 'json', ...args);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string; help: string }[] };
  return findings.filter(({ rule }) => rule.startsWith('history-'));
};

describe('where a repository may be', () => {
  it('a clone, a work tree of another, a bare clone, a sparse checkout: one ledger', async () => {
    const whole = clone('whole');
    git(whole, 'worktree', 'add', '--quiet', '--detach', join(scratch, 'linked'));
    const sparse = clone('sparse', '--sparse');
    expect(existsSync(join(sparse, 'capas'))).toBe(false);
    for (const folder of [whole, join(scratch, 'linked'), sparse])
      expect((await run(folder, ...LEDGER)).stdout).toBe(ledger);
    const bare = clone('bare.git', '--bare');
    expect((await run(bare, 'history', '--at', 'HEAD', '--as-of', '2026-11-23', '--format', 'json')).stdout).toBe(
      ledger,
    );
  });

  it('a submodule', async () => {
    const outer = join(scratch, 'outer');
    git(scratch, 'init', '--quiet', outer);
    git(outer, 'submodule', '--quiet', 'add', `file://${story.path}`, 'aims');
    expect((await run(join(outer, 'aims'), ...LEDGER)).stdout).toBe(ledger);
  });

  it('a repository with SHA-256', async () => {
    const sha256 = startStory('fixtures/repos/remembered', ['--object-format=sha256']);
    sha256.tell({
      at: '2026-11-03T09:00:00Z',
      by: 'Records Desk <records@halden.example>',
      message: 'Keep the records',
      add: ['.'],
    });
    sha256.tell({
      at: '2026-11-16T17:40:00Z',
      by: 'Alexei Petrov <a.petrov@halden.example>',
      message: 'Later',
      edit: [{ file: 'capas/CAPA-2026-014.yml', old: 'due_date: 2026-12-18', new: 'due_date: 2027-02-26' }],
    });
    const { stdout } = await run(sha256.path, ...LEDGER);
    expect(JSON.parse(stdout)).toMatchObject({ total: { capas: 3, moves: 1, silent: 1 } });
    expect(stdout).toMatch(/"commit": "[\da-f]{64}"/);
    sha256.remove();
  });
});

describe('what is not there is said', () => {
  it('a shallow clone', async () => {
    const found = await notices(clone('shallow', '--depth', '1'));
    expect(found).toMatchObject([
      {
        rule: 'history-not-evaluable',
        message: 'This clone is shallow: what was committed before its first commit is not there',
        help: 'Set "fetch-depth: 0" for actions/checkout, or run "git fetch --unshallow".',
      },
    ]);
    git(join(scratch, 'shallow'), 'fetch', '--quiet', '--unshallow');
    expect((await run(join(scratch, 'shallow'), ...LEDGER)).stdout).toBe(ledger);
  });

  it('a partial clone, which fetches nothing', async () => {
    git(story.path, 'config', 'uploadpack.allowFilter', 'true');
    const partial = clone('partial', '--filter=blob:none');
    const before = readdirSync(join(partial, '.git/objects/pack')).length;
    const found = await notices(partial);
    expect(found.map(({ message }) => message)).toContain(
      'This clone is partial: earlier versions of records are not there',
    );
    expect(readdirSync(join(partial, '.git/objects/pack'))).toHaveLength(before);
  });

  it('commits that were made after the as-of date', async () => {
    const { stdout } = await run(story.path, 'check', '--as-of', '2026-01-01', '--format', 'json');
    expect(stdout).toContain('The commit that is checked was made after the as-of date');
    const moved = await run(story.path, 'history', '--as-of', '2026-01-01', '--format', 'json');
    expect(JSON.parse(moved.stdout)).toMatchObject({ total: { moves: 3 } });
  });

  it('a clock that ran ahead takes nothing out of the history', async () => {
    const ahead = startStory();
    ahead.tell({
      at: '2026-11-03T09:00:00Z',
      by: 'Records Desk <records@halden.example>',
      message: 'Keep',
      add: ['.'],
    });
    ahead.tell({
      at: '2031-01-01T00:00:00Z',
      by: 'Alexei Petrov <a.petrov@halden.example>',
      message: 'From the future',
      edit: [{ file: 'capas/CAPA-2026-014.yml', old: 'due_date: 2026-12-18', new: 'due_date: 2027-02-26' }],
    });
    expect((await notices(ahead.path)).map(({ rule }) => rule)).toEqual(['history-not-evaluable']);
    ahead.tell({
      at: '2026-11-20T09:00:00Z',
      by: 'Records Desk <records@halden.example>',
      message: 'Go on',
      write: { 'NEWS.md': 'New\n' },
    });
    expect((await notices(ahead.path)).map(({ rule }) => rule)).toEqual(['history-due-date-pushed']);
    ahead.remove();
  });

  it('no history at all', async () => {
    const plain = join(scratch, 'plain');
    mkdirSync(plain);
    const { code, stdout } = await run(plain, 'history', '--as-of', '2026-11-23');
    expect(code).toBe(0);
    expect(stdout).toContain('Not evaluable  There is no Git history here');
  });
});

describe('a hostile repository', () => {
  it('runs nothing, reaches nothing, and its names stay names', async () => {
    const hostile = startStory();
    const proof = join(scratch, 'ran');
    const program = join(scratch, 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> ${proof}\ncat\n`);
    chmodSync(program, 0o755);
    hostile.tell({
      at: '2026-11-03T09:00:00Z',
      by: 'Records Desk <records@halden.example>',
      message: 'Merge pull request #1 from x\n\n:100644 100644 0 1 M\ncommit 0000\n\u001b[2J::error::forged',
      add: ['.'],
      write: {
        '.gitattributes': '* filter=evil diff=evil\n',
        'capas/--output=stolen.yml': 'id: CAPA-2026-090\nstate: open\ndue_date: 2026-12-01\n',
        'capas/two\nlines "quoted" \\ \t.yml': 'id: CAPA-2026-091\nstate: open\ndue_date: 2026-12-01\n',
        'capas/:(top)magic.yml': 'id: CAPA-2026-092\nstate: open\ndue_date: 2026-12-01\n',
      },
    });
    hostile.tell({
      at: '2026-11-10T09:00:00Z',
      by: '\u001b[31mMallory ::error::x <m@example.org>',
      message: 'Later',
      edit: ['--output=stolen', 'two\nlines "quoted" \\ \t', ':(top)magic'].map((name) => ({
        file: `capas/${name}.yml`,
        old: 'due_date: 2026-12-01',
        new: 'due_date: 2027-12-01',
      })),
    });
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'pager.log',
      'pager.diff',
      'core.sshCommand',
      'core.editor',
      'diff.external',
      'gpg.program',
      'gpg.ssh.program',
      'diff.evil.textconv',
      'diff.evil.command',
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'alias.log',
      'alias.cat-file',
      'alias.ls-tree',
      'uploadpack.packObjectsHook',
      'remote.origin.uploadpack',
      'interactive.diffFilter',
      'credential.helper',
      'core.askPass',
      'core.alternateRefsCommand',
    ]) {
      hostile.git('config', key, key.startsWith('alias.') ? `!${program}` : program);
    }
    for (const [key, value] of [
      ['log.showSignature', 'true'],
      ['filter.evil.required', 'true'],
      ['color.ui', 'always'],
      ['log.mailmap', 'true'],
      ['log.decorate', 'full'],
      ['diff.orderFile', '/nowhere'],
      ['diff.relative', 'true'],
      ['diff.noprefix', 'true'],
      ['format.pretty', 'oneline'],
      ['remote.origin.url', `ext::${program}`],
      ['protocol.allow', 'always'],
      ['protocol.ext.allow', 'always'],
      ['remote.origin.promisor', 'true'],
      ['extensions.partialClone', 'origin'],
    ] as const) {
      hostile.git('config', key, value);
    }
    const hooks = join(hostile.path, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\necho hook >> ${proof}\n`, { mode: 0o755 });
    writeFileSync(join(hostile.path, 'capas/CAPA-2026-021.yml'), 'id: CAPA-2026-021\nstate: open\n');

    const files = readdirSync(hostile.path, { recursive: true }).length;
    const changed = await run(hostile.path, 'check', '--as-of', '2026-11-23', '--changed', '--base', 'HEAD~1');
    const plain = await run(hostile.path, 'check', '--as-of', '2026-11-23');
    const told = await run(hostile.path, 'history', '--as-of', '2026-11-23');
    const back = await run(hostile.path, 'check', '--at', 'HEAD~1', '--as-of', '2026-11-23');
    expect(existsSync(proof)).toBe(false);
    expect(readdirSync(hostile.path, { recursive: true })).toHaveLength(files);
    for (const { stdout, stderr } of [changed, plain, told, back]) {
      expect(stderr).toBe('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]|^::/m);
    }
    expect(told.stdout).toContain('3 moves of a due date, 3 silent');
    expect(plain.stdout).toContain('capas/--output=stolen.yml:3:11 error history-due-date-pushed');
    expect(changed.stdout).toContain('CAPA-2026-091');
    hostile.remove();
  });
});
