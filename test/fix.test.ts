import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { repairTime } from '../src/fix/dates.ts';
import { createRepository, type Repository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const opened: Repository[] = [];
const open = (name: string) => {
  const repository = createRepository(`fixtures/repos/${name}`);
  opened.push(repository);
  return repository;
};
afterAll(() => {
  for (const repository of opened) repository.remove();
});
const fix = (path: string, ...flags: string[]) => run(path, 'check', '--as-of', '2026-11-23', '--fix', ...flags);

describe('check --fix', () => {
  for (const name of ['neglected', 'adopted']) {
    it(`shows what it would repair in the ${name} organisation and changes nothing`, async () => {
      const { path, git } = open(name);
      const { code, stdout, stderr } = await fix(path);
      await expect(stdout + stderr).toMatchFileSnapshot(join(ROOT, 'test/data/fix', `${name}.txt`));
      expect({ code, changed: git('status', '--porcelain') }).toEqual({ code: 0, changed: '' });
    });

    it(`writes in the ${name} organisation exactly what it showed, and nothing a second time`, async () => {
      const { path, git } = open(name);
      const { stdout } = await fix(path);
      await fix(path, '--write');
      const written = git('diff', '--no-color');
      git('checkout', '--quiet', '.');
      execFileSync('git', ['apply', '-'], { cwd: path, input: stdout });
      expect(git('diff', '--no-color')).toBe(written);
      await fix(path, '--write');
      expect(await fix(path)).toEqual({ code: 0, stdout: '', stderr: 'Nothing that can be repaired safely.\n' });
    });
  }

  it('takes away findings and adds none but of what it left blank', async () => {
    const { path } = open('adopted');
    const count = async () =>
      (
        JSON.parse((await run(path, 'check', '--as-of', '2026-11-23', '--format', 'json')).stdout) as {
          findings: { rule: string }[];
        }
      ).findings.filter(({ rule }) => rule.endsWith('-schema-valid')).length;
    const before = await count();
    await fix(path, '--write');
    expect(await count()).toBe(before - 2);
  });
});

describe('dates in another form', () => {
  it.each([
    ['2024-03-19T8:30:00-00:00', '2024-03-19T08:30:00-00:00'],
    ['2021-03-21 10:00:00', '2021-03-21T10:00:00'],
    ['2026-05-19 6:05', '2026-05-19T06:05:00'],
    ['2026/5/9', '2026-05-09'],
    ['30.06.2026', '2026-06-30'],
    ['3rd March 2026', '2026-03-03'],
    ['June 30, 2026', '2026-06-30'],
    ['2026-03-02T09:15:00+0100', '2026-03-02T09:15:00+01:00'],
  ])('%s is written %s', (given, repaired) => expect(repairTime(given)).toBe(repaired));

  it.each(['06/07/2026', '2026-02-30', 'next week', '2026-03', '31.06.2026', '2026-03-02', '25:00', 'Juno 3, 2026x'])(
    '%s is left as it is',
    (given) => expect(repairTime(given)).toBeUndefined(),
  );
});
