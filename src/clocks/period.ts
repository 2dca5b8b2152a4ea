import { addDays, addMonths, endOfDay, HOUR, isWorkingDay, type Span, type Zone } from '../time.ts';
import type { Period } from './model.ts';

export interface Calendar {
  readonly zone: Zone;
  /** Days without work beside Saturday and Sunday, `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

/**
 * When a period ends: one in hours to the second, the others with the last day, the day of the event not counted. A
 * month without that day ends with its last one.
 */
export function endOfPeriod(start: Span, { duration, unit }: Period, calendar: Calendar): number {
  if (unit === 'h') return start.end + duration * HOUR;
  return endOfDay(lastDay(calendar.zone.dateOf(start.end), { duration, unit }, calendar), calendar.zone);
}

function lastDay(from: string, { duration, unit }: Period, { holidays }: Calendar): string {
  if (unit === 'month') return addMonths(from, duration);
  if (unit === 'cal_d') return addDays(from, duration);
  let day = from;
  for (let left = duration; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
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

function prolongedDay(from: string, last: string, holidays: ReadonlySet<string>): string {
  const isTwoDaysOrMore = last > addDays(from, 1);
  let working = 0;
  for (let day = addDays(from, 1); ; day = addDays(day, 1)) {
    const works = isWorkingDay(day, holidays);
    if (works) working++;
    if (day >= last && works && (!isTwoDaysOrMore || working >= 2)) return day;
  }
}

const UNITS: Readonly<Record<Period['unit'], string>> = {
  h: 'hour',
  cal_d: 'calendar day',
  bus_d: 'business day',
  month: 'month',
};

/** "72 hours", "1 month" */
export function sayPeriod({ duration, unit }: Period): string {
  return `${duration} ${UNITS[unit]}${duration === 1 ? '' : 's'}`;
}
