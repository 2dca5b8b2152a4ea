/**
 * Time and deadlines, decided in one place. Instants are milliseconds since the epoch. A time in a document is an
 * RFC 3339 date-time with offset, or a date: a date means that whole day in the organisation's timezone, and as a
 * deadline the end of it, so what is due today is not overdue.
 */

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
  startOfDay: (date) => startOfDate(date),
  dateOf: (instant) => nameOfDay(Math.floor(instant / DAY)),
};

/** @throws RangeError when the runtime knows no timezone of that IANA name. */
export async function openZone(name: string): Promise<Zone> {
  if (name === 'UTC') return UTC;
  const { Temporal } = await import('temporal-polyfill');
  const canonical = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  const startOfDay = remembered(
    (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(canonical).epochMilliseconds,
  );
  return { name: canonical, startOfDay, dateOf: (instant) => dayAround(instant, startOfDay) };
}

/** The day that has begun and whose next one has not: it is within a day of the one in UTC. */
function dayAround(instant: number, startOfDay: Zone['startOfDay']): string {
  const day = Math.floor(instant / DAY);
  if (instant < startOfDay(nameOfDay(day))) return nameOfDay(day - 1);
  return instant < startOfDay(nameOfDay(day + 1)) ? nameOfDay(day) : nameOfDay(day + 1);
}

/** Whether the runtime knows a timezone of that IANA name. */
export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const MOST_REMEMBERED = 10_000;

/** Records name the same days again and again, and calendars are slow to ask. */
function remembered<From, To extends NonNullable<unknown>>(ask: (from: From) => To): (from: From) => To {
  const known = new Map<From, To>();
  return (from) => {
    const answer = known.get(from);
    if (answer !== undefined) return answer;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const asked = ask(from);
    known.set(from, asked);
    return asked;
  };
}

/** Date of a day, counted from 1970-01-01. */
const nameOfDay = remembered((day: number) => new Date(day * DAY).toISOString().slice(0, 10));
const numberOfDay = (date: string): number => startOfDate(date) / DAY;

/** Whether the text is a calendar date that exists (RFC 3339 full-date). */
export function isDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

/** Whether the text is an existing date-time; the offset may be absent (a rule of its own asks for it). */
export function isDateTime(text: string): boolean {
  if (text.length < 19 || !startsWithDate(text) || !'Tt '.includes(text.charAt(10))) return false;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return false;
  if (!(numberAt(text, 11) < 24 && numberAt(text, 14) < 60 && numberAt(text, 17) < 61)) return false;
  const at = endOfFraction(text);
  if (at === text.length) return true;
  if (at + 1 === text.length) return text[at] === 'Z' || text[at] === 'z';
  return (
    at + 6 === text.length &&
    '+-'.includes(text.charAt(at)) &&
    text.charCodeAt(at + 3) === COLON &&
    numberAt(text, at + 1) < 24 &&
    numberAt(text, at + 4) < 60
  );
}

/** Whether the text is a date-time that says no offset. */
export function lacksOffset(text: string): boolean {
  return isDateTime(text) && endOfFraction(text) === text.length;
}

// Every record has dozens of times: they are looked at by character, which takes a tenth of what a pattern does.

function startsWithDate(text: string): boolean {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false;
  const year = numberAt(text, 0) * 100 + numberAt(text, 2);
  const month = numberAt(text, 5);
  const day = numberAt(text, 8);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0));
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The two digits there as a number; NaN where they are none. */
function numberAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Offset after the seconds of a date-time and the one to nine digits that may follow a dot. */
function endOfFraction(text: string): number {
  if (text[19] !== '.') return 19;
  let at = 20;
  while (at < 29 && text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at++;
  return at === 20 ? 19 : at;
}

const DASH = 45;
const ZERO = 48;
const NINE = 57;
const COLON = 58;

/** What a time in a document means; undefined where it is none. A date-time without offset is read in the zone. */
export function spanOf(text: string | undefined, zone: Zone): Span | undefined {
  if (text === undefined) return undefined;
  if (isDate(text)) return { start: zone.startOfDay(text), end: endOfDay(text, zone) };
  if (!isDateTime(text)) return undefined;
  const end = endOfFraction(text);
  const day = end === text.length ? zone.startOfDay(text.slice(0, 10)) : startOfDate(text) - offsetAt(text, end);
  // A leap second counts as the one before it; fractions count to the millisecond.
  const seconds = Math.min(numberAt(text, 17), 59);
  const fraction =
    end === 19
      ? 0
      : Number(
          text
            .slice(20, 23)
            .slice(0, end - 20)
            .padEnd(3, '0'),
        );
  const instant = day + (numberAt(text, 11) * 60 + numberAt(text, 14)) * 60_000 + seconds * 1000 + fraction;
  return { start: instant, end: instant };
}

/** Midnight UTC of the date that a text begins with. */
function startOfDate(text: string): number {
  const century = numberAt(text, 0);
  // Date.UTC takes years of two digits for years of the twentieth century.
  if (century === 0) return Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Date.UTC(century * 100 + numberAt(text, 2), numberAt(text, 5) - 1, numberAt(text, 8));
}

/** Offset from UTC at the end of a date-time, in milliseconds. */
function offsetAt(text: string, at: number): number {
  if (text.length === at + 1) return 0;
  const minutes = numberAt(text, at + 1) * 60 + numberAt(text, at + 4);
  return (text[at] === '-' ? -minutes : minutes) * 60_000;
}

/** The last instant at which something due at this time is still in time. */
export function deadlineOf(text: string | undefined, zone: Zone): number | undefined {
  return spanOf(text, zone)?.end;
}

/** Last millisecond of a day in a zone. */
export function endOfDay(date: string, zone: Zone): number {
  // Days have 24 hours in UTC, and the day after the last one that four digits can write has no name.
  return zone === UTC || date === '9999-12-31'
    ? zone.startOfDay(date) + DAY - 1
    : zone.startOfDay(addDays(date, 1)) - 1;
}

/** Calendar arithmetic on a date. */
export function addDays(date: string, days: number): string {
  return nameOfDay(Math.floor(numberOfDay(date) + days));
}

/** The same day so many months later; the last day of a month that has none. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Monday to Friday, unless it is one of the days named. */
export function isWorkingDay(date: string, holidays?: ReadonlySet<string>): boolean {
  // Day 0 was a Thursday.
  const sinceMonday = (((numberOfDay(date) + 3) % 7) + 7) % 7;
  return sinceMonday < 5 && holidays?.has(date) !== true;
}

/** Whole days on the calendar from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round(numberOfDay(to) - numberOfDay(from));
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
