import { fieldMaps } from '../fields/mapping.ts';
import { createReader } from '../read.ts';
import type { WorkOrder } from './crew.ts';
import { zoneOf } from './inputs.ts';
import { openKept, storeName } from './kept.ts';
import { examineLot, type Lot, takeLot } from './lots.ts';
import { armRules } from './rule-set.ts';

/** What a thread does: takes lots until none is left, and hands over what they give. */
export async function work(order: WorkOrder, send: (from: number, lot: Lot) => void): Promise<void> {
  const { base, maxBytes, config, definitions, files, queue, keptIn, isKeyed } = order;
  const { rules: all } = await import('../generated/rules.ts');
  // Rules of one document know no time.
  const rules = armRules(all, config, { asOf: Number.NaN, zone: await zoneOf({ config }) });
  const kept = keptIn === undefined && !isKeyed ? undefined : openKept(keptIn, storeName(order));
  const examining = { read: createReader({ base, maxBytes }), rules, fields: fieldMaps(config), definitions, kept };
  for (let from = takeLot(queue, files); from !== undefined; from = takeLot(queue, files)) {
    send(from, await examineLot(from, files, examining));
  }
}
