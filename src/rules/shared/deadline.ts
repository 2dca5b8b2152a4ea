import type { IncidentFacts, PolicyFacts, Workspace } from '../../facts/index.ts';
import { type Span, spanOf, type Zone } from '../../time.ts';
import type { RelatedPlace } from '../../types.ts';
import { endOfLimit, type Limit, sayLimit } from './limit.ts';

/** What a rule asks for: the kind of commitment, and its own limit for the severity (undefined: none). */
export interface LimitQuestion {
  readonly kind: 'containment' | 'root-cause';
  readonly incident: IncidentFacts;
  readonly own: Limit | undefined;
  /** The rule's own limit was configured: then it wins over what the policy says. */
  readonly configured: boolean;
  readonly now: { readonly asOf: number; readonly zone: Zone };
}

/** When it ends, and the words for it. */
export interface Deadline {
  readonly at: number;
  /** "within 4 h of detection" */
  readonly words: string;
  /** The line of the policy that says so. */
  readonly related: readonly RelatedPlace[];
}

type Times = IncidentFacts['times'];
type Commitment = PolicyFacts['commitments'][number];

/** Configuration wins over the policy's own words, these over the defaults. Of several promises the strictest counts. */
export function deadlineFor(workspace: Workspace, question: LimitQuestion): Deadline | undefined {
  const { incident, own, configured, now } = question;
  const promises = configured ? [] : promisesFor(workspace, question);
  if (promises.length > 0) {
    const deadlines = promises.flatMap((promise) => promisedDeadline(promise, incident, now) ?? []);
    return deadlines.sort((a, b) => a.at - b.at)[0];
  }
  const start = own && startedAt(incident.times.detected, now);
  if (!start) return undefined;
  return { at: endOfLimit(start, own, now.zone), words: `within ${sayLimit(own)} of detection`, related: [] };
}

interface Promised {
  readonly policy: PolicyFacts;
  readonly commitment: Commitment;
}

/** What policies in force promise for the incident's severity; what holds for all only where none names it. */
function promisesFor({ policies, severities }: Workspace, { kind, incident }: LimitQuestion): Promised[] {
  const rank = severities.rankOf(incident.severity);
  const promises = policies
    .filter(({ status }) => !/^(?:draft|retired|superseded|withdrawn)$/i.test(status ?? ''))
    .flatMap((policy) => policy.commitments.map((commitment) => ({ policy, commitment })))
    .filter(({ commitment }) => commitment.kind === kind);
  const specific = promises.filter(
    ({ commitment }) => rank !== undefined && severities.rankOf(commitment.severity ?? undefined) === rank,
  );
  return specific.length > 0 ? specific : promises.filter(({ commitment }) => commitment.severity === null);
}

type Now = LimitQuestion['now'];

/** A clock that starts in the future runs not yet; such a time is reported elsewhere. */
function startedAt(time: string | undefined, { asOf, zone }: Now): Span | undefined {
  const start = spanOf(time, zone);
  return start && start.start <= asOf ? start : undefined;
}

function promisedDeadline({ policy, commitment }: Promised, { times }: IncidentFacts, now: Now): Deadline | undefined {
  const { from } = commitment.duration;
  const step = startOf(from);
  const start = startedAt(times[step], now);
  if (!start) return undefined;
  const related = {
    document: policy.ref,
    place: { line: commitment.line },
    message: `The policy says: ${commitment.text}`,
  };
  return {
    at: endOfLimit(start, commitment.duration, now.zone),
    words: `within ${sayLimit(commitment.duration)} of ${STEP_NAMES[step]}`,
    related: [related],
  };
}

const STEP_NAMES = {
  occurred: 'occurrence',
  reported: 'the report',
  detected: 'detection',
  triaged: 'triage',
  contained: 'containment',
  investigated: 'the investigation',
  restored: 'restoration',
  closed: 'closure',
  reviewed: 'the review',
} as const satisfies Record<keyof Times, string>;

/** From which time of the record the clock of a commitment runs; detection where the policy does not say. */
function startOf(from: string | null): keyof Times {
  const said = (from ?? '').toLowerCase();
  const step = STARTS.find(([pattern]) => pattern.test(said));
  return step?.[1] ?? 'detected';
}

const STARTS: readonly (readonly [RegExp, keyof Times])[] = [
  [/occur/, 'occurred'],
  [/report|intake/, 'reported'],
  [/triag|classif|assess|declar|confirm/, 'triaged'],
  [/contain|mitigat/, 'contained'],
  [/restor|recover|resol|service/, 'restored'],
  [/clos/, 'closed'],
];

/** Whether two lists of limits are the same: then nothing was configured. */
export function sameLimits(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
