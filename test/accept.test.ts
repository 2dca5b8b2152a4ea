import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../src/parse/yaml.ts';
import { validatorOf } from '../src/validate/load.ts';
import { hasBlank, withoutBlanks } from '../src/validate/normalise.ts';
import { ROOT } from './support/repository.ts';

const KINDS = ['incident', 'capa', 'runbook', 'waiver', 'profile', 'config'] as const;

async function readAll(folder: string): Promise<unknown[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
  const readings = await Promise.all(names.map(async (name) => readYaml(readFileSync(join(folder, name), 'utf8'))));
  return readings.flatMap(({ values }) => [...values]);
}

/** A value with some of its parts dropped, renamed or replaced. */
function mutate(value: unknown, next: () => number): unknown {
  if (next() % 60 === 0) return [null, '', ' ', 'text', -1, 1.5, true, [], {}, ['a', 'a'], '2026-13-01'][next() % 11];
  if (Array.isArray(value)) return value.map((item) => mutate(item, next));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(() => next() % 40 !== 0);
  return Object.fromEntries(
    kept.map(([key, child]) => [next() % 60 === 0 ? `${key}s` : key, mutate(child, next)] as const),
  );
}

describe('the test of a schema', () => {
  it.each(KINDS)('says of every %s what Ajv says', async (kind) => {
    const { accepts, explainer } = await validatorOf(kind);
    const validate = await explainer();
    const values = await readAll(join(ROOT, 'fixtures'));
    for (const value of values) expect(accepts(value)).toBe(validate(value));
    fc.assert(
      fc.property(fc.constantFrom(...values), fc.infiniteStream(fc.nat()), (value, stream) => {
        const mutated = mutate(value, () => Number(stream.next().value));
        expect(accepts(mutated)).toBe(validate(mutated));
        if (!hasBlank(mutated)) expect(withoutBlanks(mutated)).toEqual(mutated);
      }),
      { numRuns: 500 },
    );
  });
});
