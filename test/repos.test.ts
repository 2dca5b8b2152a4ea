import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, describe, expect, it } from 'vitest';
import { createRepository, type Repository, ROOT } from './support/repository.ts';
import { run } from './support/run.ts';

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown'];
const opened: Repository[] = [];
const open = (name: string) => {
  const repository = createRepository(`fixtures/repos/${name}`);
  opened.push(repository);
  return repository;
};
afterAll(() => {
  for (const repository of opened) repository.remove();
});
const expected = (name: string) => join(ROOT, 'fixtures/repos', `${name}.expected.txt`);

describe('whole repositories', () => {
  it('the conforming organisation is clean', async () => {
    const { code, stdout, stderr } = await run(open('conforming').path, 'check', '--as-of', '2026-11-23');
    await expect(stdout).toMatchFileSnapshot(expected('conforming'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('the neglected organisation is told what to do', async () => {
    const { code, stdout } = await run(open('neglected').path, 'check', '--as-of', '2026-11-23');
    await expect(stdout).toMatchFileSnapshot(expected('neglected'));
    expect(code).toBe(1);
  });

  it('what was committed is judged with all that stands beside the records, as the work tree is', async () => {
    const { path } = open('conforming');
    const args = ['check', '--as-of', '2026-11-23'];
    expect((await run(path, ...args, '--at', 'HEAD')).stdout).toBe((await run(path, ...args)).stdout);
  });

  it('records in the field names of their organisation are judged where they stand', async () => {
    const { stdout } = await run(open('adopted').path, 'check', '--as-of', '2026-11-23');
    await expect(stdout).toMatchFileSnapshot(expected('adopted'));
  });

  it('a repository without documents is never green', async () => {
    const { path } = open('empty');
    const refused = await run(path, 'check', '--as-of', '2026-11-23');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('nothing matched');
    expect((await run(path, 'check', '--as-of', '2026-11-23', '--allow-empty')).code).toBe(0);
  });

  it('the JSON is what its schema says', async () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const name of ['conforming', 'neglected', 'adopted', 'empty']) {
      const { stdout } = await run(open(name).path, 'check', '--as-of', '2026-11-23', '--format', 'json');
      validate(JSON.parse(stdout));
      expect(validate.errors).toBeNull();
    }
  });

  it('due today is not overdue where the organisation is', async () => {
    const { path } = open('timezones');
    const overdue = async (asOf: string) => {
      const { stdout } = await run(path, 'check', '--as-of', asOf, '--format', 'json');
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; subject: string }[] };
      return findings.filter(({ rule }) => rule === 'capa-overdue').map(({ subject }) => subject);
    };
    // The day ends at 11:00 UTC in Auckland in summer.
    expect(await overdue('2026-11-23')).toEqual([]);
    expect(await overdue('2026-11-23T10:59:59Z')).toEqual([]);
    expect((await overdue('2026-11-23T11:00:00Z')).length).toBe(1);
  });

  it('the profile says where the organisation is, unless the configuration does', async () => {
    const repository = createRepository('fixtures/repos/timezones');
    const file = (name: string) => join(repository.path, name);
    const zones = async () => {
      const { stdout } = await run(repository.path, 'check', '--as-of', '2026-11-23T10:59:59Z', '--format', 'json');
      return (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    };
    try {
      const profile = 'organisation: { short_name: Tasman Freight }\nteam_practices: { timezone: Pacific/Auckland }\n';
      writeFileSync(file('.aimscheck.yml'), '');
      writeFileSync(file('profile.yml'), profile.replace('Pacific/Auckland', 'Pacific/Kiritimati'));
      expect(await zones()).toContain('capa-overdue');
      writeFileSync(file('profile.yml'), profile);
      expect(await zones()).not.toContain('capa-overdue');
      writeFileSync(file('.aimscheck.yml'), 'timezone: Pacific/Kiritimati\n');
      expect(await zones()).toContain('capa-overdue');
      writeFileSync(file('.aimscheck.yml'), '');
      writeFileSync(file('profile.yml'), profile.replace('Auckland', 'Aukland'));
      expect(await zones()).toContain('profile-inconsistent');
    } finally {
      repository.remove();
    }
  });

  it('two runs give the same bytes in every format', async () => {
    const { path } = open('neglected');
    for (const format of FORMATS) {
      const args = ['check', '--as-of', '2026-11-23', '--format', format];
      const [first, second] = [await run(path, ...args), await run(path, ...args)];
      expect(first.stdout.length).toBeGreaterThan(100);
      expect(second.stdout).toBe(first.stdout);
      expect(first.stdout).not.toContain(path);
    }
  });
});
