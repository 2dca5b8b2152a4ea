import { count } from '../text/plural.ts';
import { daysBetween, formatDuration, type Span, type Zone } from '../time.ts';
import type { RelatedPlace } from '../types.ts';
import type { PromisedTime, Promisor } from './book.ts';
import { sayLimit } from './limit.ts';

const PROMISED: Readonly<Record<Promisor, string>> = {
  configuration: 'your configuration promises',
  policy: 'your policy promises',
  profile: 'your profile promises',
  runbook: 'your runbook promises',
  default: 'the default, as nothing is promised, is',
};

/** "your policy promises 4 h (policies/ai-incident-management.md:42)" */
export function sayPromise({ by, limit, source }: PromisedTime): string {
  const where = source ? ` (${sayPlace(source)})` : '';
  return `${PROMISED[by]} ${sayLimit(limit)}${where}`;
}

function sayPlace({ document, place }: NonNullable<PromisedTime['source']>): string {
  return 'line' in place ? `${document.path}:${place.line}` : document.path;
}

/** The sentence or table row that promises. */
export function whereStated({ by, source }: PromisedTime): RelatedPlace[] {
  if (!source) return [];
  const { document, place, text } = source;
  return [{ document, place, message: `The ${by} says: ${text}` }];
}

/** Time passed between two times: in days where one of them is a day, else "9 h 10 min". */
export function sayPassed(from: Span, to: Span, zone: Zone): string {
  const isExact = from.start === from.end && to.start === to.end;
  return isExact
    ? formatDuration(to.start - from.end)
    : count(daysBetween(zone.dateOf(from.end), zone.dateOf(to.start)), 'day');
}
