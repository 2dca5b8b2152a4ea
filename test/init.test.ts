import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
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
const expected = (name: string) => join(ROOT, 'test/data/init', name);

describe('init', () => {
  it('finds the records of an organisation and proposes what their fields are', async () => {
    const { path } = open('adopted');
    rmSync(join(path, '.aimscheck.yml'));
    const { code, stdout } = await run(path, 'init');
    await expect(stdout).toMatchFileSnapshot(expected('adopted.txt'));
    await expect(readFileSync(join(path, '.aimscheck.yml'), 'utf8')).toMatchFileSnapshot(
      expected('adopted.config.yml'),
    );
    expect(code).toBe(0);
  });

  it('proposes a configuration that the check accepts, with findings in every kind of record', async () => {
    const { path } = open('adopted');
    rmSync(join(path, '.aimscheck.yml'));
    await run(path, 'init');
    const { stdout, stderr } = await run(path, 'check', '--as-of', '2026-11-23', '--format', 'json');
    expect(stderr).toBe('');
    const { summary, findings } = JSON.parse(stdout) as {
      summary: { documents: object };
      findings: { file: string }[];
    };
    expect(summary.documents).toEqual({ policy: 0, incident: 5, capa: 2, runbook: 0 });
    const folders = new Set(findings.map(({ file }) => file.split('/')[0]));
    expect([...folders].sort()).toEqual(['findings', 'log', 'quality', 'status']);
  });

  it('starts an empty repository with an example record that is not checked', async () => {
    const { path } = open('empty');
    expect((await run(path, 'init')).stdout).toContain('wrote incidents/_example.yml');
    const { code, stderr } = await run(path, 'check', '--as-of', '2026-11-23');
    expect({ code, says: stderr.includes('nothing matched') }).toEqual({ code: 3, says: true });
  });

  it('shows an example record that is right', async () => {
    const { path } = open('empty');
    await run(path, 'init');
    const example = readFileSync(join(path, 'incidents/_example.yml'), 'utf8');
    writeFileSync(join(path, 'incidents/AI-INC-2026-001-discount.yml'), example);
    const { stdout } = await run(path, 'check', '--as-of', '2026-03-02T12:00:00Z', '--fail-on', 'never');
    expect(stdout).not.toMatch(/-schema-valid|required-by-state/);
  });

  it('never changes what is there, and writes nothing on a dry run', async () => {
    const { path } = open('adopted');
    const before = readFileSync(join(path, '.aimscheck.yml'), 'utf8');
    expect((await run(path, 'init')).stdout).toContain('kept .aimscheck.yml');
    expect(readFileSync(join(path, '.aimscheck.yml'), 'utf8')).toBe(before);
    const dry = open('empty').path;
    expect((await run(dry, 'init', '--dry-run')).stdout).toContain('would write .aimscheck.yml');
    expect(existsSync(join(dry, '.aimscheck.yml'))).toBe(false);
  });
});
