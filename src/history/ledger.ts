import { hasCapaReached, isCapaRunning } from '../facts/capa-states.ts';
import { daysBetween, deadlineOf, type Zone } from '../time.ts';
import { type DueMove, dayOf, dueMoves } from './due-moves.ts';
import type { Committed, Ledger, LedgerEntry, LedgerMove, LedgerShare, LedgerState } from './ledger-types.ts';
import type { RecordHistory, Timeline, Transition } from './model.ts';

export type * from './ledger-types.ts';

export interface LedgerContext {
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly zone: Zone;
  /** Rank of a severity label, 1 the worst. */
  readonly rankOf: (label: string | undefined) => number | undefined;
}

/** The CAPA ledger: every CAPA that Git has seen, with the moves of its due date, its states and its slip. Pure. */
export function ledgerOf(timeline: Timeline, context: LedgerContext): Ledger {
  const originOf = origins(timeline, context);
  const capas = timeline.records
    .filter(({ kind }) => kind === 'capa')
    .flatMap((record) => entryOf(record, originOf(record), context) ?? []);
  return summarise(capas, context.rankOf);
}

/** The part of a ledger that speaks of one record: a CAPA, or the CAPAs of an incident. */
export function selectCapas({ capas }: Ledger, id: string, rankOf: LedgerContext['rankOf']): Ledger {
  return summarise(
    capas.filter((entry) => entry.id === id || entry.sources.includes(id)),
    rankOf,
  );
}

function summarise(capas: readonly LedgerEntry[], rankOf: LedgerContext['rankOf']): Ledger {
  const rank = ({ name }: LedgerShare) => rankOf(name ?? undefined) ?? LAST;
  return {
    capas,
    total: shareOf('all', capas),
    by_owner: group(capas, ({ owner }) => owner),
    by_severity: group(capas, ({ severity }) => severity).sort((a, b) => rank(a) - rank(b)),
  };
}

function entryOf(record: RecordHistory, origin: Origin, context: LedgerContext): LedgerEntry | undefined {
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
    removed: record.now ? null : removalOf(record),
    owner: value.owner ?? null,
    ...origin,
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

function committed({ commit, pullRequest, landedAt }: Transition): Committed {
  return {
    commit: commit.id,
    at: instant(commit.committedAt),
    by: commit.author.name || commit.author.email,
    landed_at: instant(landedAt ?? commit.committedAt),
    pull_request: pullRequest ?? null,
  };
}

const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

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

function removalOf({ transitions }: RecordHistory): Committed | null {
  const last = transitions.at(-1);
  return last && !last.after ? committed(last) : null;
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

interface Origin {
  readonly sources: readonly string[];
  readonly severity: string | null;
}

/** The incidents a CAPA is kept in or names, and the worst severity among them. */
function origins({ records }: Timeline, { rankOf }: LedgerContext): (record: RecordHistory) => Origin {
  const incidents = records.filter(({ kind }) => kind === 'incident');
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const byPlace = new Map(incidents.map((incident) => [placeOf(incident.ref), incident]));
  const severityOf = (incident: RecordHistory | undefined) => incident && lastValue(incident)?.severity;
  return (record) => {
    const parent = record.ref.base === '' ? undefined : byPlace.get(placeOf(record.ref));
    const named = lastValue(record)?.source_refs ?? [];
    const severities = [parent, ...named.map((id) => byId.get(id))].map(severityOf).filter((one) => one !== undefined);
    const [worst = null] = severities.sort((a, b) => (rankOf(a) ?? LAST) - (rankOf(b) ?? LAST));
    return { sources: [...new Set([...(parent?.id === undefined ? [] : [parent.id]), ...named])], severity: worst };
  };
}

const LAST = Number.MAX_SAFE_INTEGER;
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
