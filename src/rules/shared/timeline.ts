import type { IncidentFacts } from '../../facts/index.ts';
import { DAY, HOUR, lacksOffset, type Span, spanOf, type Zone } from '../../time.ts';

/** A time in the life of an incident. */
export interface Step {
  readonly key: keyof IncidentFacts['times'];
  readonly pointer: string;
  readonly name: string;
  /** Whether it has its place in the order of the steps. */
  readonly isOrdered: boolean;
  readonly span?: Span;
}

/** In the order in which they follow each other; a report may come before the event is known to be one, or after. */
export const STEPS: readonly Step[] = [
  { key: 'reported', pointer: '/reported_at', name: 'report', isOrdered: false },
  { key: 'occurred', pointer: '/occurred_at', name: 'occurrence', isOrdered: true },
  { key: 'detected', pointer: '/detected_at', name: 'detection', isOrdered: true },
  { key: 'triaged', pointer: '/triage/at', name: 'triage', isOrdered: true },
  { key: 'contained', pointer: '/containment/contained_at', name: 'containment', isOrdered: true },
  { key: 'investigated', pointer: '/investigation/completed_at', name: 'end of the investigation', isOrdered: true },
  { key: 'restored', pointer: '/recovery/restored_at', name: 'restoration', isOrdered: true },
  { key: 'closed', pointer: '/closure/closed_at', name: 'closure', isOrdered: true },
];

/** Offsets from UTC reach from 12 hours behind to 14 ahead, so that much is open where none is given. */
const BEHIND = 12 * HOUR;
const AHEAD = 14 * HOUR;

const PRECISION = new Map([
  ['hour', HOUR],
  ['day', DAY],
  ['month', 31 * DAY],
]);

/** First and last instant that a step may mean; undefined where the record does not say or does not know. */
export function spanOfStep({ times, occurredPrecision }: IncidentFacts, { key }: Step, zone: Zone): Span | undefined {
  const time = times[key];
  const span = spanOf(time, zone);
  if (!span || time === undefined) return undefined;
  if (key === 'occurred' && occurredPrecision === 'unknown') return undefined;
  const slack = key === 'occurred' ? (PRECISION.get(occurredPrecision ?? '') ?? 0) : 0;
  // A date has no offset and needs none: it means a day in the organisation's timezone.
  const [before, after] = lacksOffset(time) ? [AHEAD, BEHIND] : [0, 0];
  return { start: span.start - slack - before, end: span.end + slack + after };
}

type Contradiction = readonly [earlier: Step, later: Step];

/**
 * Pairs of steps that cannot both be right. One wrong time is told once, whatever else it contradicts: what remains
 * without the fewest steps has to agree.
 */
export function findContradictions(steps: readonly Step[]): Contradiction[] {
  if (agree(steps)) return [];
  const sound = largestSound(steps);
  return steps
    .filter((step) => !sound.includes(step))
    .flatMap((wrong) => {
      const others = steps.filter((step) => sound.includes(step) || step === wrong);
      const at = others.indexOf(wrong);
      const earlier = others.slice(0, at).findLast((step) => isCertainlyAfter(step, wrong));
      if (earlier) return [[earlier, wrong] as const];
      const later = others.slice(at + 1).find((step) => isCertainlyAfter(wrong, step));
      return later ? [[wrong, later] as const] : [];
    });
}

function isCertainlyAfter(a: Step, b: Step): boolean {
  return a.span !== undefined && b.span !== undefined && a.span.start > b.span.end;
}

function agree(steps: readonly Step[]): boolean {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { span } of steps) {
    if (!span) continue;
    if (span.end < latest) return false;
    latest = Math.max(latest, span.start);
  }
  return true;
}

/** The most steps that agree: of the 2^7 choices at most, the first of the largest. */
function largestSound(steps: readonly Step[]): readonly Step[] {
  let best: readonly Step[] = [];
  for (let choice = 2 ** steps.length - 1; choice > 0; choice--) {
    const chosen = steps.filter((_, i) => (choice >> i) & 1);
    if (chosen.length > best.length && agree(chosen)) best = chosen;
  }
  return best;
}
