import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bothWays, changedRecords } from './support/both-ways.ts';

it('a record gives the same facts and findings, at the same places, by the fast reader and by the authority', async () => {
  let fast = 0;
  const property = fc.asyncProperty(changedRecords, async (record) => {
    const { isFast, isSame } = await bothWays(record);
    if (isFast) fast++;
    expect(isSame, record.text).toBe(true);
  });
  await fc.assert(property, { numRuns: 500 });
  expect(fast).toBeGreaterThan(100);
});
