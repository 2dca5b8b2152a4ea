import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from '../src/check/index.ts';
import { createWorkTree, type Repository, ROOT } from './support/repository.ts';

const BIN = join(ROOT, 'dist/bin.js');
const AS_OF = '2026-11-23T12:00:00Z';

describe.each(['conforming', 'neglected', 'promises-table'])('the %s organisation', (name) => {
  let repository: Repository;
  beforeAll(() => {
    repository = createWorkTree(`fixtures/repos/${name}`);
  });
  afterAll(() => repository.remove());

  const check = (threads: number, format: string) =>
    execFileSync(
      process.execPath,
      [BIN, 'check', '--as-of', AS_OF, '--fail-on', 'never', '--format', format, '--workers', String(threads)],
      { cwd: repository.path, encoding: 'utf8' },
    );

  it.each(['json', 'text'])('is told the same on one thread and on several: %s', (format) => {
    const alone = check(1, format);
    expect(alone).not.toBe('');
    expect(check(2, format)).toBe(alone);
    expect(check(4, format)).toBe(alone);
  });

  it('is told the same where the other threads cannot start', async () => {
    const script = pathToFileURL(join(repository.path, 'no-such-program.js'));
    const options = { cwd: repository.path, asOf: AS_OF };
    const { result } = await runCheck(options);
    expect((await runCheck({ ...options, sharing: { script, threads: 3 } })).result).toEqual(result);
  });
});
