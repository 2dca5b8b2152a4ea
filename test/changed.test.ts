import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { check } from '../src/index.ts';
import { createRepository } from './support/repository.ts';

const repository = createRepository('fixtures/rules/capa-overdue/bad');
afterAll(() => repository.remove());
const AS_OF = '2026-11-23T12:00:00Z';
const overdue = async (changed?: { base: string; head?: string }) => {
  const { result } = await check({ cwd: repository.path, asOf: AS_OF, ...(changed ? { changed } : {}) });
  return result.findings.map(({ rule, severity, file }) => ({ rule, severity, file }));
};

it('a date rule is at most a warning for what the change does not touch, and in full for what it does', async () => {
  const [finding] = await overdue();
  expect(finding).toMatchObject({ rule: 'capa-overdue', severity: 'error' });
  expect(await overdue({ base: 'HEAD' })).toEqual([{ ...finding, severity: 'warning' }]);
  appendFileSync(join(repository.path, finding?.file ?? ''), 'x_note: looked at\n');
  expect(await overdue({ base: 'HEAD' })).toEqual([finding]);
});

it('where the base is not there, every date rule warns at most and one notice says so', async () => {
  const findings = await overdue({ base: 'no-such-base' });
  expect(findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual([
    'base-unknown notice',
    'capa-overdue warning',
  ]);
});
