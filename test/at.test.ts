import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRepository, type Repository } from './support/repository.ts';
import { run } from './support/run.ts';

const FORMATS = ['text', 'json'];

let repository: Repository;
const revisions: string[] = [];
const edit = (file: string, change: (text: string) => string): void => {
  const path = join(repository.path, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};
const commit = (message: string): void => {
  repository.git('add', '--all', '--force');
  repository.git('commit', '--quiet', '--message', message);
  revisions.push(repository.git('rev-parse', 'HEAD').trim());
};

/** Twelve commits of the neglected organisation: documents come, change, move, break and go, and so does the configuration. */
const STEPS: readonly (readonly [message: string, step: () => void])[] = [
  ['Break a record', () => edit('capas/CAPA-2026-003-file-age.yml', (text) => `${text}owner: [\n`)],
  ['Mend it', () => edit('capas/CAPA-2026-003-file-age.yml', (text) => text.replace('owner: [\n', ''))],
  ['Drop a record', () => rmSync(join(repository.path, 'capas/CAPA-2026-004-second-look.yml'))],
  ['Another day', () => edit('.aimscheck.yml', () => 'timezone: Pacific/Auckland\n')],
  [
    'Move the runbooks',
    () => {
      mkdirSync(join(repository.path, 'operations'));
      renameSync(join(repository.path, 'runbooks'), join(repository.path, 'operations/runbooks'));
      edit('.aimscheck.yml', (text) => `${text}documents:\n  runbook: operations/**/*.md\n`);
    },
  ],
  ['Link a record', () => symlinkSync('CAPA-2026-001-unknown-features.yml', join(repository.path, 'capas/linked.yml'))],
  ['Link out', () => symlinkSync('../../outside.yml', join(repository.path, 'capas/out.yml'))],
  [
    'Name with odd characters',
    () => writeFileSync(join(repository.path, 'capas/--output=x "y"\n.yml'), 'id: CAPA-2026-099\n'),
  ],
  ['A byte order mark', () => edit('incidents/AI-INC-2026-001-thin-files.yml', (text) => `\ufeff${text}`)],
  ['Not text', () => writeFileSync(join(repository.path, 'capas/bytes.yml'), Buffer.from([0xff, 0xfe, 0]))],
  ['Too large', () => writeFileSync(join(repository.path, 'capas/large.yml'), `# ${'x'.repeat(1_100_000)}\n`)],
];

beforeAll(() => {
  repository = createRepository('fixtures/repos/neglected');
  revisions.push(repository.git('rev-parse', 'HEAD').trim());
  for (const [message, step] of STEPS) {
    step();
    commit(message);
  }
});
afterAll(() => repository.remove());

describe('check --at', () => {
  it('is what a checkout of that revision and a plain check give, byte for byte', async () => {
    for (const revision of revisions) {
      for (const format of FORMATS) {
        repository.git('checkout', '--quiet', 'main');
        const then = await run(repository.path, 'check', '--at', revision, '--as-of', '2026-11-23', '--format', format);
        repository.git('checkout', '--quiet', revision);
        const plain = await run(repository.path, 'check', '--as-of', '2026-11-23', '--format', format);
        expect(plain.stdout.length).toBeGreaterThan(100);
        expect(then).toEqual(plain);
      }
    }
    repository.git('checkout', '--quiet', 'main');
  }, 120_000);

  it('takes the date of the commit for now, or the date that is named', async () => {
    const asOf = async (at: string) =>
      (JSON.parse((await run(repository.path, 'check', '--at', at, '--format', 'json')).stdout) as { as_of: string })
        .as_of;
    expect(await asOf('HEAD~3')).toBe('2026-11-20T09:00:00.000Z');
    // The day ends in Auckland, as the configuration of that day says.
    expect(await asOf('2026-11-20')).toBe('2026-11-20T10:59:59.999Z');
  });

  it('says what cannot be looked back at', async () => {
    const said = async (...args: string[]) => (await run(repository.path, 'check', ...args)).stderr.split('\n')[0];
    expect(await said('--at', '2026-11-19')).toBe('aimscheck: --at: nothing was committed on or before 2026-11-19');
    expect(await said('--at', 'no-such-branch')).toContain('"no-such-branch" is no commit of this clone');
    expect(await said('--at=--output=x')).toContain('is no commit of this clone');
    expect(await said('--at', 'HEAD', '--changed')).toContain('leave out --changed');
  });
});
