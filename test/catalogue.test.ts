import { describe, expect, it } from 'vitest';
import { rules } from '../src/generated/rules.ts';
import { CATALOGUE, LEFT_OUT, MERGED } from '../src/rules/shared/catalogue.ts';
import { run } from './support/run.ts';

const ids = Object.values(CATALOGUE).flat();
const known = new Set(rules.map(({ id }) => id));

describe('the catalogue', () => {
  it('tells of every rule what became of it: a rule, part of another, or left out with a reason', () => {
    const untold = ids.filter((id) => !known.has(id) && !Object.hasOwn(MERGED, id) && !Object.hasOwn(LEFT_OUT, id));
    expect(untold).toEqual([]);
  });

  it('has one answer for each, and only for those in it', () => {
    const told = [...Object.keys(MERGED), ...Object.keys(LEFT_OUT)];
    expect(told.filter((id) => known.has(id) || !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(told).size).toBe(told.length);
  });

  it('merges into rules that exist', () => {
    expect(Object.values(MERGED).filter(({ into }) => !known.has(into))).toEqual([]);
  });

  it('explains a merged rule by the one it is part of, and says why another is left out', async () => {
    for (const [id, { into, why }] of Object.entries(MERGED)) {
      const { code, stdout } = await run('.', 'explain', id);
      expect({ code, start: stdout.slice(0, stdout.indexOf('\n')) }).toEqual({
        code: 0,
        start: `${id} is part of ${into}. ${why}`,
      });
      expect(stdout).toContain(`\n${into} (`);
    }
    for (const [id, why] of Object.entries(LEFT_OUT)) {
      const { code, stderr } = await run('.', 'explain', id);
      expect({ code, told: stderr.includes(why) }).toEqual({ code: 2, told: true });
    }
  });
});
