import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check } from '../src/index.ts';
import { createRepository } from './support/repository.ts';

const repository = createRepository('fixtures/rules/capa-no-root-cause/good');
afterAll(() => repository.remove());

/** What is found when one text of the good CAPA is replaced. */
async function found(from: string | RegExp, to: string): Promise<string[]> {
  const { readdirSync } = await import('node:fs');
  const [name = ''] = readdirSync(join(repository.path, 'capas'));
  const file = join(repository.path, 'capas', name);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
  const { result } = await check({ cwd: repository.path, asOf: '2026-11-23' });
  writeFileSync(file, text);
  return result.findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('one defect, one finding', () => {
  it('a misspelt answer to a question that has two is told as the slip it is', async () => {
    expect(await found(/^root_cause(_refs)?:/m, 'root_cuase_refs:')).toEqual([
      expect.stringMatching(/^capa-schema-valid: Unexpected key "root_cuase_refs"; did you mean "root_cause_refs"\?$/),
    ]);
  });

  it('a mapping where one of several words is wanted is told once', async () => {
    expect(await found(/^priority: \w+/m, 'priority:\n  level: high')).toEqual([
      expect.stringMatching(/^capa-schema-valid: Unexpected .*expected one of "critical"/),
    ]);
  });
});
