import type { CapaFacts, IncidentFacts, Workspace } from '../facts/index.ts';
import { deadlineOf, type Span, spanOf } from '../time.ts';
import type { PromisedTime } from './book.ts';
import { type Calendar, endOfLimit } from './limit.ts';
import {
  CAPA_TASKS,
  type CapaTask,
  INCIDENT_TASKS,
  type IncidentTask,
  STARTS,
  type Task,
  type TimeName,
  type Times,
} from './tasks.ts';

/** Kept or broken for good; open: still in time, or its clock has not started; broken and not done: overdue. */
export type Outcome = 'kept' | 'broken' | 'open' | 'not-evaluable';

/** One promise held against one record. */
export interface Judgement<R = IncidentFacts | CapaFacts> {
  readonly promise: PromisedTime;
  readonly record: R;
  /** Severity of the record, as written: for a CAPA, of the incident behind it, else its priority. */
  readonly severity: string | undefined;
  /** What its clock started with; undefined where the record does not say. */
  readonly start: { readonly of: TimeName; readonly span: Span } | undefined;
  /** Last instant in time. */
  readonly deadline: number | undefined;
  /** When it was done, as written. */
  readonly done: string | undefined;
  readonly outcome: Outcome;
}

/** Now, for this run, and the days that count. */
export interface Now extends Calendar {
  readonly asOf: number;
}

/** Holds an incident against what is promised for it; undefined where nothing is, or it is not asked of the incident. */
export function judgeIncident(
  incident: IncidentFacts,
  kind: IncidentTask,
  { workspace, now }: { workspace: Workspace; now: Now },
): Judgement<IncidentFacts> | undefined {
  const task = INCIDENT_TASKS[kind];
  if (!task.isAsked(incident)) return undefined;
  const promises = workspace.promises.find({
    kind,
    rank: workspace.severities.rankOf(incident.severity),
    systems: incident.systems.map(({ id }) => id),
  });
  return judge({ record: incident, severity: incident.severity, timeOf: timesOf(incident) }, task, { promises, now });
}

/** Holds a CAPA against what is promised for it. `behind`: the incidents it comes from, worst first. */
export function judgeCapa(
  capa: CapaFacts,
  kind: CapaTask,
  { workspace, now, behind }: { workspace: Workspace; now: Now; behind: readonly IncidentFacts[] },
): Judgement<CapaFacts> | undefined {
  const task = CAPA_TASKS[kind];
  if (!task.isAsked(capa)) return undefined;
  const [incident] = behind;
  const rank = incident ? workspace.severities.rankOf(incident.severity) : PRIORITIES.get(capa.priority ?? '');
  const promises = workspace.promises.find({ kind, rank, systems: incident?.systems.map(({ id }) => id) ?? [] });
  const ofIncident = incident && timesOf(incident);
  const timeOf: Times = (name) => {
    if (name === 'opened') return capa.openedAt;
    if (name === 'approved') return capa.approvedAt;
    return name === 'implemented' ? capa.implementedAt : ofIncident?.(name);
  };
  const severity = incident?.severity ?? capa.priority;
  return judge({ record: capa, severity, timeOf }, task, { promises, now });
}

/** The times that an incident states. */
export function timesOf({ times, notices }: IncidentFacts): Times {
  const stated: Readonly<Partial<Record<TimeName, string | undefined>>> = times;
  return (name) => (name === 'aware' ? notices.awareAt : stated[name]);
}

const PRIORITIES = new Map([
  ['critical', 1],
  ['high', 2],
  ['medium', 3],
  ['low', 4],
]);

export interface Judged<R> {
  readonly record: R;
  readonly severity: string | undefined;
  readonly timeOf: Times;
}

/** Holds a record against promises for one task; of several the one that ends first counts. */
export function judge<R>(
  { record, severity, timeOf }: Judged<R>,
  task: Task<R>,
  { promises, now }: { promises: readonly PromisedTime[]; now: Now },
): Judgement<R> | undefined {
  const done = task.done(record);
  const agreed = deadlineOf(task.agreed?.(record), now.zone);
  let first: Pick<Judgement, 'promise' | 'start' | 'deadline'> | undefined;
  for (const promise of promises) {
    const start = startOf(promise, task, { timeOf, now });
    const deadline = start && later(endOfLimit(start.span, promise.limit, now), agreed);
    if (!first || (deadline ?? Infinity) < (first.deadline ?? Infinity)) first = { promise, start, deadline };
  }
  if (!first) return undefined;
  const outcome = outcomeOf({ done, deadline: first.deadline, isPending: task.isPending(record) }, now);
  return { ...first, record, severity, done, outcome };
}

const later = (deadline: number, agreed: number | undefined) => Math.max(deadline, agreed ?? deadline);

/** A clock that starts in the future runs not yet; such a time is reported elsewhere. */
function startOf<R>({ from }: PromisedTime, { starts }: Task<R>, { timeOf, now }: { timeOf: Times; now: Now }) {
  for (const of of STARTS[from ?? ''] ?? starts) {
    const span = spanOf(timeOf(of), now.zone);
    if (span) return span.start <= now.asOf ? { of, span } : undefined;
  }
  return undefined;
}

interface Doing {
  readonly done: string | undefined;
  readonly deadline: number | undefined;
  readonly isPending: boolean;
}

/** What was done on a day was done in time where the day began in time. */
function outcomeOf({ done, deadline, isPending }: Doing, { asOf, zone }: Now): Outcome {
  const end = spanOf(done, zone);
  if (end) return deadline === undefined ? 'not-evaluable' : end.start <= deadline ? 'kept' : 'broken';
  if (!isPending) return 'not-evaluable';
  return deadline !== undefined && asOf > deadline ? 'broken' : 'open';
}
