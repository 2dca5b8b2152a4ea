/**
 * Time and deadlines, decided in one place. Instants are milliseconds since the epoch. A time in a document is an
 * RFC 3339 date-time with offset, or a date: a date means that whole day in the organisation's timezone, and as a
 * deadline the end of it, so what is due today is not overdue.
 */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})?$/;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A timezone: where its days begin, and on which day an instant falls. Dates are `YYYY-MM-DD`. */
export interface Zone {
  readonly name: string;
  readonly startOfDay: (date: string) => number;
  readonly dateOf: (instant: number) => string;
}

/** First and last instant that a time may mean. Equal for a date-time. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const UTC: Zone = {
  name: 'UTC',
  startOfDay: (date) => Date.parse(`${date}T00:00:00Z`),
  dateOf: (instant) => new Date(instant).toISOString().slice(0, 10),
};

/** @throws RangeError when the runtime knows no timezone of that IANA name. */
export async function openZone(name: string): Promise<Zone> {
  if (name === 'UTC') return UTC;
  const { Temporal } = await import('temporal-polyfill');
  const canonical = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  return {
    name: canonical,
    startOfDay: remembered((date) => Temporal.PlainDate.from(date).toZonedDateTime(canonical).epochMilliseconds),
    dateOf: (instant) =>
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(canonical).toPlainDate().toString(),
  };
}

const MOST_REMEMBERED = 10_000;

/** Records name the same days again and again, and a timezone is slow to ask. */
function remembered(ask: (date: string) => number): (date: string) => number {
  const known = new Map<string, number>();
  return (date) => {
    const instant = known.get(date) ?? ask(date);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(date, instant);
    return instant;
  };
}

/** Whether the text is a calendar date that exists (RFC 3339 full-date). */
export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0));
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the text is an existing date-time; the offset may be absent (a rule of its own asks for it). */
export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (!match?.[1] || !match[2] || !isDate(match[1])) return false;
  const [hours = 99, minutes = 99, seconds = 99] = match[2].split(':').map(Number);
  const [offsetHours = 0, offsetMinutes = 0] = (match[4] ?? '').slice(1).split(':').map(Number);
  return hours < 24 && minutes < 60 && seconds < 61 && offsetHours < 24 && offsetMinutes < 60;
}

/** Whether the text is a date-time that says no offset. */
export function lacksOffset(text: string): boolean {
  return isDateTime(text) && DATE_TIME.exec(text)?.[4] === undefined;
}

/** What a time in a document means; undefined where it is none. A date-time without offset is read in the zone. */
export function spanOf(text: string | undefined, zone: Zone): Span | undefined {
  if (text === undefined) return undefined;
  if (isDate(text)) return { start: zone.startOfDay(text), end: endOfDay(text, zone) };
  const match = isDateTime(text) ? DATE_TIME.exec(text) : null;
  if (!match?.[1] || !match[2]) return undefined;
  const [, date, time, fraction = '', offset] = match;
  const clock = `${time.replace(/:60$/, ':59')}${fraction.slice(0, 4)}`;
  const instant =
    offset === undefined
      ? zone.startOfDay(date) + Date.parse(`1970-01-01T${clock}Z`)
      : Date.parse(`${date}T${clock}${offset.toUpperCase()}`);
  return { start: instant, end: instant };
}

/** The last instant at which something due at this time is still in time. */
export function deadlineOf(text: string | undefined, zone: Zone): number | undefined {
  return spanOf(text, zone)?.end;
}

/** Last millisecond of a day in a zone. */
export function endOfDay(date: string, zone: Zone): number {
  // The day after the last one that four digits can write has no name.
  return date === '9999-12-31' ? zone.startOfDay(date) + DAY - 1 : zone.startOfDay(addDays(date, 1)) - 1;
}

/** Calendar arithmetic on a date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The same day so many months later; the last day of a month that has none. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Monday to Friday, unless it is one of the days named. */
export function isWorkingDay(date: string, holidays?: ReadonlySet<string>): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && holidays?.has(date) !== true;
}

/** Whole days on the calendar from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** A length of time as people say it: "9 h 10 min", "3 d 4 h", "12 d". */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days >= 10) return `${days} d`;
  const parts = [
    days > 0 ? `${days} d` : '',
    hours > 0 ? `${hours} h` : '',
    days === 0 && rest > 0 ? `${rest} min` : '',
  ];
  return parts.filter(Boolean).join(' ') || '0 min';
}
