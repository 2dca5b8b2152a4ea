import { describe, expect, it } from 'vitest';
import { rules } from '../src/generated/rules.ts';
import { CATALOGUE, MERGED } from '../src/rules/shared/catalogue.ts';
import { run } from './support/run.ts';

const ids = Object.values(CATALOGUE).flat();
const known = new Set(rules.map(({ id }) => id));

describe('the catalogue', () => {
  it('tells of every rule what became of it: a rule or part of another', () => {
    const untold = ids.filter((id) => !known.has(id) && !Object.hasOwn(MERGED, id));
    expect(untold).toEqual([]);
  });

  it('has one answer for each, and only for those in it', () => {
    const told = Object.keys(MERGED);
    expect(told.filter((id) => known.has(id) || !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(told).size).toBe(told.length);
  });

  it('merges into rules that exist', () => {
    expect(Object.values(MERGED).filter(({ into }) => !known.has(into))).toEqual([]);
  });

  it('explains a merged rule by the one it is part of', async () => {
    for (const [id, { into, why }] of Object.entries(MERGED)) {
      const { code, stdout } = await run('.', 'explain', id);
      expect({ code, start: stdout.slice(0, stdout.indexOf('\n')) }).toEqual({
        code: 0,
        start: `${id} is part of ${into}. ${why}`,
      });
      expect(stdout).toContain(`\n${into} (`);
    }
  });
});
