import { addDays, addMonths, endOfDay, HOUR, isWorkingDay, type Span, type Zone } from '../time.ts';

/** A length of time that somebody promised. */
export interface Limit {
  readonly amount: number;
  /** hour, day, business-day or month. */
  readonly unit: string;
}

/** Where days begin, and which of them nobody works on. Dates are `YYYY-MM-DD`. */
export interface Calendar {
  readonly zone: Zone;
  readonly holidays?: ReadonlySet<string>;
}

/** Longer limits are no promise, and calendars end. */
const MOST = 4_000;

/** A limit in hours ends at the hour, one in days with its last day. A month without that day ends with its last one. */
export function endOfLimit(start: Span, limit: Limit, { zone, holidays }: Calendar): number {
  const { unit } = limit;
  const amount = Math.min(limit.amount, MOST);
  if (unit === 'hour') return start.end + amount * HOUR;
  const date = zone.dateOf(start.end);
  if (unit === 'month') return endOfDay(addMonths(date, amount), zone);
  return endOfDay(unit === 'business-day' ? addWorkingDays(date, amount, holidays) : addDays(date, amount), zone);
}

function addWorkingDays(date: string, days: number, holidays?: ReadonlySet<string>): string {
  const weeks = holidays?.size ? 0 : Math.floor(Math.ceil(days) / 5);
  // Without holidays five working days are a week; from a day of the weekend, the week after the Friday before it.
  let end = weeks === 0 ? date : addDays(lastWorkingDay(date), weeks * 7);
  for (let left = Math.ceil(days) - weeks * 5; left > 0; ) {
    end = addDays(end, 1);
    if (isWorkingDay(end, holidays)) left--;
  }
  return end;
}

function lastWorkingDay(date: string): string {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

const WRITTEN = /^(\d{1,4}(?:\.\d{1,2})?) ?(h|hours?|d|days?|business[ -]days?|weeks?|months?)$/i;

/** Reads a limit as configurations write it ("4 h", "1 business day"); undefined where it is none. Weeks are days. */
export function readLimit(text: string): Limit | undefined {
  const [, number, word = ''] = WRITTEN.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const amount = Number(number);
  if (/^b/i.test(word)) return { amount, unit: 'business-day' };
  if (/^w/i.test(word)) return { amount: amount * 7, unit: 'day' };
  return { amount, unit: /^h/i.test(word) ? 'hour' : /^d/i.test(word) ? 'day' : 'month' };
}

/** "4 h", "10 business days" */
export function sayLimit({ amount, unit }: Limit): string {
  if (unit === 'hour') return Number.isInteger(amount) ? `${amount} h` : `${Math.round(amount * 60)} min`;
  const name = unit === 'business-day' ? 'business day' : unit;
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}

/** Length in hours, to tell which of two limits is the longer one; a business day counts as a day and a half. */
export function roughHours({ amount, unit }: Limit): number {
  const hours = unit === 'hour' ? 1 : unit === 'day' ? 24 : unit === 'business-day' ? 34 : 730;
  return amount * hours;
}
