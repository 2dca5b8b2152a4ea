import { type Calendar, endOfLimit } from '../promises/limit.ts';
import { addDays, endOfDay, HOUR, isWorkingDay, type Span } from '../time.ts';
import type { Period } from './model.ts';

/** How the units of the data are called where lengths of time are counted. */
const UNITS = {
  h: { counted: 'hour', said: 'hour' },
  cal_d: { counted: 'day', said: 'calendar day' },
  bus_d: { counted: 'business-day', said: 'business day' },
  month: { counted: 'month', said: 'month' },
} as const;

/** When a period ends: one in hours to the second, the others with their last day; the day of the event is not counted. */
export function endOfPeriod(start: Span, { duration, unit }: Period, calendar: Calendar): number {
  return endOfLimit(start, { amount: duration, unit: UNITS[unit].counted }, calendar);
}

/**
 * The same period under Regulation (EEC, Euratom) No 1182/71, Article 3: the hour of the event is not counted (1); a
 * period not in hours that ends on a Saturday, Sunday or holiday ends with the next working day (4); one of two days or
 * more has at least two working days (5). Undefined where it is not later.
 */
export function prolongedEnd(start: Span, period: Period, calendar: Calendar): number | undefined {
  const { zone, holidays } = calendar;
  const naive = endOfPeriod(start, period, calendar);
  const end =
    period.unit === 'h'
      ? Math.ceil(start.end / HOUR) * HOUR + period.duration * HOUR
      : endOfDay(prolongedDay(zone.dateOf(start.end), zone.dateOf(naive), holidays), zone);
  return end > naive ? end : undefined;
}

function prolongedDay(from: string, last: string, holidays: Calendar['holidays']): string {
  const isTwoDaysOrMore = last > addDays(from, 1);
  let working = 0;
  for (let day = addDays(from, 1); ; day = addDays(day, 1)) {
    const works = isWorkingDay(day, holidays);
    if (works) working++;
    if (day >= last && works && (!isTwoDaysOrMore || working >= 2)) return day;
  }
}

/** "72 hours", "1 month" */
export function sayPeriod({ duration, unit }: Period): string {
  return `${duration} ${UNITS[unit].said}${duration === 1 ? '' : 's'}`;
}
