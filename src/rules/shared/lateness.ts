import { count } from '../../text/plural.ts';
import { daysBetween, deadlineOf, spanOf, type Zone } from '../../time.ts';

interface Now {
  readonly asOf: number;
  readonly zone: Zone;
}

/** "3 days" since a date has passed; undefined while it has not, or where there is none. */
export function daysLate(due: string | undefined, { asOf, zone }: Now): string | undefined {
  const deadline = deadlineOf(due, zone);
  if (deadline === undefined || asOf <= deadline) return undefined;
  return count(daysBetween(zone.dateOf(deadline), zone.dateOf(asOf)), 'day');
}

/** Whole days since a time; undefined where there is none. */
export function daysStill(since: string | undefined, { asOf, zone }: Now): number | undefined {
  const span = spanOf(since, zone);
  return span && daysBetween(zone.dateOf(span.end), zone.dateOf(asOf));
}

/** The entry for a severity of a list by rank, worst first; the last counts for any other. */
export function bySeverity(list: readonly number[], rank: number | undefined): number | undefined {
  return list[(rank ?? list.length) - 1] ?? list.at(-1);
}

export const sayOwner = (owner: string | undefined): string => (owner === undefined ? 'no owner' : `owner ${owner}`);
