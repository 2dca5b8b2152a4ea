import { addDays, addMonths, endOfDay, HOUR, isWorkingDay, type Span, type Zone } from '../../time.ts';

/** A length of time that somebody promised. */
export interface Limit {
  readonly amount: number;
  /** hour, day, business-day or month. */
  readonly unit: string;
}

/** Longer limits are no promise, and calendars end. */
const MOST = 4_000;

/** A limit in hours ends at the hour, one in days with its last day. A month without that day ends with its last one. */
export function endOfLimit(start: Span, limit: Limit, zone: Zone): number {
  const { unit } = limit;
  const amount = Math.min(limit.amount, MOST);
  if (unit === 'hour') return start.end + amount * HOUR;
  const date = zone.dateOf(start.end);
  if (unit === 'month') return endOfDay(addMonths(date, amount), zone);
  return endOfDay(unit === 'business-day' ? addWorkingDays(date, amount) : addDays(date, amount), zone);
}

/** Monday to Friday; public holidays are not known. */
function addWorkingDays(date: string, days: number): string {
  let end = date;
  for (let left = Math.ceil(days); left > 0; ) {
    end = addDays(end, 1);
    if (isWorkingDay(end)) left--;
  }
  return end;
}

/** "4 h", "10 business days" */
export function sayLimit({ amount, unit }: Limit): string {
  if (unit === 'hour') return `${amount} h`;
  const name = unit === 'business-day' ? 'business day' : unit;
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}
