import { UsageError } from '../errors.ts';
import { addDays, isDate, type Zone } from '../time.ts';
import type { Period } from './model.ts';

/**
 * `FROM..TO`, both days included; without it the twelve months that end on the as-of day.
 * @throws UsageError when it is neither.
 */
export function readPeriod(text: string | undefined, { asOf, zone }: { asOf: number; zone: Zone }): Period {
  if (text === undefined) {
    const to = zone.dateOf(asOf);
    return { from: addDays(to, -364), to, timezone: zone.name };
  }
  const [from = '', to = '', ...rest] = text.split('..');
  if (rest.length > 0 || !isDate(from) || !isDate(to) || from > to) {
    throw new UsageError(`--period: "${text}" is not FROM..TO, such as 2026-01-01..2026-12-31`);
  }
  return { from, to, timezone: zone.name };
}
