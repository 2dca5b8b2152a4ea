import type { Commit } from '../git/log.ts';
import { hasCapaReached, isCapaRunning } from '../rules/shared/capa-states.ts';
import { daysBetween, deadlineOf, type Zone } from '../time.ts';
import { type DueMove, dayOf, dueMoves } from './due-moves.ts';
import type { RecordHistory, Timeline, Transition } from './model.ts';

/** Where and by whom something entered Git. */
export interface Committed {
  readonly commit: string;
  /** Instant of the commit, RFC 3339 in UTC. */
  readonly at: string;
  readonly by: string;
  readonly pull_request: number | null;
}

export interface LedgerMove extends Committed {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** An entry under `extensions` explains it; otherwise it is silent. */
  readonly justified: boolean;
  readonly approved_by: string | null;
  readonly reason: string | null;
  /** The date had passed when it was moved. */
  readonly after_due: boolean;
}

export interface LedgerState extends Committed {
  readonly state: string;
}

/** What Git remembers of one CAPA. */
export interface LedgerEntry {
  readonly id: string | null;
  readonly title: string | null;
  readonly file: string;
  /** It stands in what is checked; false where it was removed. */
  readonly present: boolean;
  readonly owner: string | null;
  /** Of the worst incident it comes from; null where none is known. */
  readonly severity: string | null;
  readonly state: string | null;
  readonly first_seen: Committed;
  /** The due date it was first committed with, and the one it has now. */
  readonly first_due: string | null;
  readonly due: string | null;
  readonly moves: readonly LedgerMove[];
  /** Sum of all moves in days. */
  readonly slip_days: number;
  readonly states: readonly LedgerState[];
  readonly reopenings: readonly Committed[];
  /** Day on which it was implemented; null while it is not. */
  readonly done: string | null;
  /** Done by the first due date, or by one that a justified move led to. Null while that is open. */
  readonly on_time: boolean | null;
  /** Days since it was first seen, until it was done. */
  readonly age_days: number;
}

/** CAPAs, moves and slip of one owner or one severity. */
export interface LedgerShare {
  readonly name: string | null;
  readonly capas: number;
  readonly moves: number;
  readonly silent: number;
  readonly slip_days: number;
  readonly on_time: number;
  /** CAPAs of which it is known whether they were on time. */
  readonly judged: number;
}

export interface Ledger {
  readonly capas: readonly LedgerEntry[];
  readonly total: LedgerShare;
  readonly by_owner: readonly LedgerShare[];
  /** Worst first. */
  readonly by_severity: readonly LedgerShare[];
}

export interface LedgerContext {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly zone: Zone;
  /** Rank of a severity label, 1 the worst. */
  readonly rankOf: (label: string | undefined) => number | undefined;
}

/** The CAPA ledger: every CAPA that Git has seen, with the moves of its due date, its states and its slip. Pure. */
export function ledgerOf(timeline: Timeline, context: LedgerContext): Ledger {
  const severityOf = severities(timeline, context);
  const capas = timeline.records
    .filter(({ kind }) => kind === 'capa')
    .flatMap((record) => entryOf(record, severityOf(record), context) ?? []);
  const rank = (name: string | null) => context.rankOf(name ?? undefined) ?? Number.POSITIVE_INFINITY;
  return {
    capas,
    total: shareOf('all', capas),
    by_owner: group(capas, ({ owner }) => owner),
    by_severity: group(capas, ({ severity }) => severity).sort((a, b) => Math.sign(rank(a.name) - rank(b.name)) || 0),
  };
}

function entryOf(record: RecordHistory, severity: string | null, context: LedgerContext): LedgerEntry | undefined {
  const [first] = record.transitions;
  const last = record.now ?? record.transitions.at(-1)?.after ?? record.transitions.at(-1)?.before;
  if (!first || !last) return undefined;
  const { value } = last;
  const moves = dueMoves(record, context.zone);
  const states = statePath(record);
  const done = dayDone(value.implemented_at, value.state, { states, zone: context.zone });
  const firstDue = record.transitions.map(({ after }) => dayOf(after?.value.due_date)).find((day) => day !== undefined);
  const seen = context.zone.dateOf(first.commit.committedAt);
  return {
    id: record.id ?? null,
    title: value.title ?? null,
    file: record.ref.path,
    present: record.now !== undefined,
    owner: value.owner ?? null,
    severity,
    state: value.state ?? null,
    first_seen: committed(first),
    first_due: firstDue ?? null,
    due: dayOf(value.due_date) ?? null,
    moves: moves.map(moveOf),
    slip_days: moves.reduce((sum, { days }) => sum + days, 0),
    states,
    reopenings: record.transitions.filter(isReopening).map(committed),
    done,
    on_time: isOnTime({ done, firstDue, moves }, value.state, context),
    age_days: Math.max(0, daysBetween(seen, done ?? context.zone.dateOf(context.asOf))),
  };
}

function committed({ commit, pullRequest }: { commit: Commit; pullRequest?: number }): Committed {
  const at = `${new Date(commit.committedAt).toISOString().slice(0, 19)}Z`;
  return { commit: commit.id, at, by: commit.author.name || commit.author.email, pull_request: pullRequest ?? null };
}

function moveOf({ transition, from, to, days, extension, isAfterDue }: DueMove): LedgerMove {
  return {
    ...committed(transition),
    from,
    to,
    days,
    justified: extension !== undefined,
    approved_by: extension?.approved_by ?? null,
    reason: extension?.reason ?? null,
    after_due: isAfterDue,
  };
}

function statePath({ transitions }: RecordHistory): LedgerState[] {
  const path: LedgerState[] = [];
  for (const transition of transitions) {
    const state = transition.after?.value.state;
    if (state !== undefined && state !== path.at(-1)?.state) path.push({ state, ...committed(transition) });
  }
  return path;
}

const isReopening = ({ before, after }: Transition): boolean =>
  hasCapaReached(before?.value.state, 'closed') && after !== undefined && !hasCapaReached(after.value.state, 'closed');

/** What the record says, else the day on which it was committed as done. */
function dayDone(
  stated: string | undefined,
  state: string | undefined,
  { states, zone }: { states: readonly LedgerState[]; zone: Zone },
): string | null {
  if (!hasCapaReached(state, 'implemented')) return null;
  const since = states.findLastIndex((step) => !hasCapaReached(step.state, 'implemented')) + 1;
  const at = states[since]?.at;
  return dayOf(stated) ?? (at === undefined ? null : zone.dateOf(Date.parse(at)));
}

interface Promised {
  readonly done: string | null;
  readonly firstDue: string | undefined;
  readonly moves: readonly DueMove[];
}

function isOnTime(
  { done, firstDue, moves }: Promised,
  state: string | undefined,
  { asOf, zone }: LedgerContext,
): boolean | null {
  const due = moves.filter(({ extension, days }) => extension || days < 0).at(-1)?.to ?? firstDue;
  if (due === undefined) return null;
  if (done !== null) return done <= due;
  return isCapaRunning(state) && asOf > (deadlineOf(due, zone) ?? asOf) ? false : null;
}

/** Severity of the worst incident that a CAPA is kept in or names. */
function severities({ records }: Timeline, { rankOf }: LedgerContext): (record: RecordHistory) => string | null {
  const incidents = records.filter(({ kind }) => kind === 'incident');
  const byId = new Map(incidents.map((incident) => [incident.id, lastValue(incident)?.severity]));
  const byPlace = new Map(incidents.map((incident) => [placeOf(incident.ref), lastValue(incident)?.severity]));
  return (record) => {
    const named = (lastValue(record)?.source_refs ?? []).map((id) => byId.get(id));
    const found = [record.ref.base === '' ? undefined : byPlace.get(placeOf(record.ref)), ...named];
    const known = found.filter((severity) => severity !== undefined);
    return known.sort((a, b) => (rankOf(a) ?? 99) - (rankOf(b) ?? 99))[0] ?? null;
  };
}

const placeOf = ({ path, index }: RecordHistory['ref']): string => `${index} ${path}`;
const lastValue = ({ now, transitions }: RecordHistory) =>
  (now ?? transitions.at(-1)?.after ?? transitions.at(-1)?.before)?.value;

function group(capas: readonly LedgerEntry[], nameOf: (entry: LedgerEntry) => string | null): LedgerShare[] {
  const names = [...new Set(capas.map(nameOf))].sort((a, b) => ((a ?? '\uffff') < (b ?? '\uffff') ? -1 : 1));
  return names.map((name) =>
    shareOf(
      name,
      capas.filter((entry) => nameOf(entry) === name),
    ),
  );
}

function shareOf(name: string | null, capas: readonly LedgerEntry[]): LedgerShare {
  const moves = capas.flatMap((entry) => entry.moves);
  return {
    name,
    capas: capas.length,
    moves: moves.length,
    silent: moves.filter(({ justified }) => !justified).length,
    slip_days: capas.reduce((sum, { slip_days }) => sum + slip_days, 0),
    on_time: capas.filter(({ on_time }) => on_time === true).length,
    judged: capas.filter(({ on_time }) => on_time !== null).length,
  };
}
