import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areSameBothWays, changedRecords } from './support/both-ways.ts';

it('a record gives the same facts and findings, at the same places, by the fast reader and by the authority', async () => {
  let fast = 0;
  const property = fc.asyncProperty(changedRecords, async (record) => {
    const isSame = await areSameBothWays(record);
    if (isSame !== undefined) fast++;
    expect(isSame, record.text).not.toBe(false);
  });
  await fc.assert(property, { numRuns: 500 });
  expect(fast).toBeGreaterThan(100);
});
