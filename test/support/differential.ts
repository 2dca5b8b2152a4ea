import fc from 'fast-check';
import { areSameBothWays, changedRecords } from './both-ways.ts';

/** Holds the fast reader against the authority on many records: `npm run differential -- COUNT [SEED]`. */
const [count = '10000', seed = '42001'] = process.argv.slice(2);
let fast = 0;
let done = 0;
for (const record of fc.sample(changedRecords, { numRuns: Number(count), seed: Number(seed) })) {
  const isSame = await areSameBothWays(record);
  done++;
  if (isSame !== undefined) fast++;
  if (isSame !== false) continue;
  process.stdout.write(`${record.path}: differs\n${record.text}`);
  process.exitCode = 1;
  break;
}
process.stdout.write(`${done} records, ${fast} of them read by the fast reader\n`);
