import type { PolicyFacts, ProfileFacts, RunbookFacts, SeverityScale } from '../facts/index.ts';
import { policies as definitions } from '../generated/outline.ts';
import type { DocumentRef, Place } from '../types.ts';
import { DEFAULT_LIMITS } from './defaults.ts';
import { isPromiseKind, type PromiseKind } from './kinds.ts';
import { type Limit, readLimit } from './limit.ts';

/** Whose promise it is. Of several, the first of this order that speaks of a kind and severity counts. */
export const PROMISORS = ['configuration', 'policy', 'profile', 'runbook', 'default'] as const;
export type Promisor = (typeof PROMISORS)[number];

/** A time that somebody promised: "SEV-1: root cause within 10 days of detection". */
export interface PromisedTime {
  readonly kind: PromiseKind;
  /** Label as written; null: for every severity. */
  readonly severity: string | null;
  readonly rank: number | undefined;
  readonly limit: Limit;
  /** What its clock starts with (`detection`, `closure` …); null where it is not said. */
  readonly from: string | null;
  readonly by: Promisor;
  /** Where it says so; absent for a default. */
  readonly source?: PromiseSource;
}

export interface PromiseSource {
  readonly document: DocumentRef;
  readonly place: Place;
  readonly text: string;
}

export interface PromiseQuestion {
  readonly kind: PromiseKind;
  /** Rank of the severity, 1 = worst. */
  readonly rank: number | undefined;
  /** AI systems concerned: a runbook promises for its own. */
  readonly systems?: readonly string[];
}

export interface PromiseBook {
  /** Every stated promise, defaults aside, in the order of its promisors. */
  readonly stated: readonly PromisedTime[];
  /** What is promised: by the first promisor that speaks of it, for this severity rather than for all. */
  readonly find: (question: PromiseQuestion) => readonly PromisedTime[];
}

/** Times by kind, for every severity or by label, as configuration and profile write them. */
export type WrittenTimes = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export interface PromiseSources {
  readonly configured?: { readonly times: WrittenTimes; readonly path: string };
  readonly policies: readonly PolicyFacts[];
  readonly profiles: readonly ProfileFacts[];
  readonly runbooks: readonly RunbookFacts[];
  readonly severities: SeverityScale;
}

/** A promise, or the statement that there is none. */
type Entry = Omit<PromisedTime, 'limit'> & { readonly limit: Limit | null; readonly systems?: readonly string[] };

const NOT_IN_FORCE = /^(?:draft|retired|superseded|withdrawn)$/i;

export function openPromiseBook(sources: PromiseSources): PromiseBook {
  const { severities } = sources;
  const entries = entriesOf(sources).map((entry) => ({
    ...entry,
    rank: entry.severity === null ? undefined : severities.rankOf(entry.severity),
  }));
  const shelves = new Map<string, Entry[]>();
  for (const entry of entries) {
    const shelf = shelves.get(shelfOf(entry));
    if (shelf) shelf.push(entry);
    else shelves.set(shelfOf(entry), [entry]);
  }
  const answer = (question: PromiseQuestion) =>
    find((by) => shelves.get(shelfOf({ kind: question.kind, by })) ?? [], question);
  // Only what a runbook promises depends on more than kind and severity: the rest is answered once.
  const bySystem = new Set(entries.filter(({ systems }) => systems).map(({ kind }) => kind));
  const answers = new Map<string, readonly PromisedTime[]>();
  return {
    stated: entries.filter(isPromise),
    find: (question) => {
      if (bySystem.has(question.kind)) return answer(question);
      const key = `${question.kind} ${question.rank}`;
      const known = answers.get(key) ?? answer(question);
      answers.set(key, known);
      return known;
    },
  };
}

const shelfOf = ({ kind, by }: Pick<Entry, 'kind' | 'by'>) => `${kind} ${by}`;
const isPromise = (entry: Entry): entry is Entry & PromisedTime => entry.limit !== null;

type Shelves = (by: Promisor) => readonly Entry[];

function find(shelf: Shelves, { kind, rank, systems }: PromiseQuestion): readonly PromisedTime[] {
  for (const promisor of PROMISORS) {
    const told = shelf(promisor).filter((entry) => !entry.systems || entry.systems.some((id) => systems?.includes(id)));
    const own = told.filter((entry) => rank !== undefined && entry.rank === rank);
    const chosen = own.length > 0 ? own : told.filter(({ severity }) => severity === null);
    if (chosen.length > 0) return chosen.filter(isPromise);
  }
  const limits = DEFAULT_LIMITS[kind] ?? [];
  const limit = limits[(rank ?? limits.length) - 1] ?? limits.at(-1);
  return limit ? [{ kind, severity: null, rank, limit, from: null, by: 'default' }] : [];
}

type Stated = Omit<Entry, 'rank'>;

function entriesOf({ configured, policies, profiles, runbooks }: PromiseSources): Stated[] {
  const config: DocumentRef = { kind: 'config', path: configured?.path ?? '', index: 0, base: '' };
  return [
    ...fromTimes(configured?.times ?? {}, { by: 'configuration', document: config, pointer: '/promises' }),
    ...policies
      .filter((policy) => isInForce(policy) && isOnIncidents(policy))
      .flatMap((policy) => fromText(policy, 'policy')),
    ...profiles.flatMap(({ ref, slas }) => fromTimes(slas, { by: 'profile', document: ref, pointer: '/slas' })),
    ...runbooks.filter(isInForce).flatMap((runbook) => {
      const systems = runbook.systems.map(({ id }) => id);
      return fromText(runbook, 'runbook').map((entry) => ({ ...entry, systems }));
    }),
  ];
}

/** The first definition is that of incidents; its siblings promise times of other things. */
const isOnIncidents = ({ type }: PolicyFacts) => type === undefined || type === definitions[0]?.type;

const isInForce = ({ status }: { status: string | undefined }) => !NOT_IN_FORCE.test(status ?? '');

function fromText({ ref, commitments }: Pick<PolicyFacts, 'ref' | 'commitments'>, by: Promisor): Stated[] {
  return commitments.flatMap(({ kind, severity, duration, line, text }) => {
    const { amount, unit, from } = duration;
    if (!isPromiseKind(kind) || isOfItself(kind, from)) return [];
    // A policy is reviewed whatever the severity.
    if (kind === 'policy-review' && severity !== null) return [];
    return [{ kind, severity, limit: { amount, unit }, from, by, source: { document: ref, place: { line }, text } }];
  });
}

/** What runs from the end of a thing is no time for that thing: "affected patients are told within 5 days of containment". */
function isOfItself(kind: PromiseKind, from: string | null): boolean {
  return from !== null && OWN_END.get(kind) === from;
}

const OWN_END: ReadonlyMap<PromiseKind, string> = new Map([
  ['triage', 'triage'],
  ['containment', 'containment'],
  ['root-cause', 'root-cause'],
  ['incident-review', 'review'],
  ['capa-plan', 'approval'],
  ['capa-due', 'implementation'],
]);

interface Writer {
  readonly by: Promisor;
  readonly document: DocumentRef;
  readonly pointer: string;
}

function fromTimes(times: WrittenTimes, { by, document, pointer }: Writer): Stated[] {
  return Object.entries(times).flatMap(([kind, stated]) => {
    if (!isPromiseKind(kind)) return [];
    const bySeverity = typeof stated === 'string' ? [[null, stated] as const] : Object.entries(stated);
    return bySeverity.map(([severity, text]): Stated => {
      const at = severity === null ? '' : `/${severity.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const place = { pointer: `${pointer}/${kind}${at}` };
      const words = severity === null ? `${kind}: ${text}` : `${kind}, ${severity}: ${text}`;
      return {
        kind,
        severity,
        limit: readLimit(text) ?? null,
        from: null,
        by,
        source: { document, place, text: words },
      };
    });
  });
}
