import { isDate, isDateTime } from '../time.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMERIC = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const EUROPEAN = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?,? (\d{4})$/i;
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
const WITH_TIME = /^(\S+)[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date or date-time in another form, written as RFC 3339: only where it can be read in one way. "06/07/2026" cannot;
 * a time without offset stays without one, for nobody but its writer knows it.
 */
export function repairTime(text: string): string | undefined {
  const written = text.trim();
  const timed = WITH_TIME.exec(written);
  const repaired = timed ? dateTime(timed) : calendarDate(written);
  return repaired !== undefined && repaired !== text && (isDate(repaired) || isDateTime(repaired))
    ? repaired
    : undefined;
}

function dateTime([, day = '', hours = '', minutes = '', seconds = '00', fraction = '', offset = '']: RegExpExecArray):
  | string
  | undefined {
  const date = calendarDate(day);
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  return date && `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}${fraction}${zone}`;
}

function calendarDate(text: string): string | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) return iso(numeric[1], numeric[2], numeric[3]);
  const european = EUROPEAN.exec(text);
  if (european) return iso(european[3], european[2], european[1]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return iso(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_FIRST.exec(text);
  return monthFirst ? iso(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : undefined;
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function iso(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
