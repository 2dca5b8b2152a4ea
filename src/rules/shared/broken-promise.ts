import type { CapaFacts, IncidentFacts, Workspace } from '../../facts/index.ts';
import { type Judgement, judgeIncident, type Now } from '../../promises/judge.ts';
import { sayPassed, sayPromise, whereStated } from '../../promises/say.ts';
import { type IncidentTask, TIME_NAMES } from '../../promises/tasks.ts';
import { count } from '../../text/plural.ts';
import { daysBetween, formatDuration, spanOf } from '../../time.ts';
import type { Place, WorkspaceReport } from '../../types.ts';
import type { RuleContext } from '../define-rule.ts';

/** How a rule speaks of what was promised, and where the record would show it. */
export interface Wording<R> {
  /** "Containment" */
  readonly what: string;
  /** "contained" */
  readonly did: string;
  /** Where the time stands at which it was done. */
  readonly doneAt: string;
  /** Where it belongs while it is not. */
  readonly openAt: (record: R) => Place;
  /** Records of which another rule tells it. */
  readonly isToldElsewhere?: (judgement: Judgement<R>) => boolean;
}

/** Holds every incident against what is promised of one kind. */
export function holdIncidents(kind: IncidentTask, wording: Wording<IncidentFacts>) {
  return (workspace: Workspace, context: RuleContext): WorkspaceReport[] => {
    const now = { ...context, holidays: workspace.holidays };
    const reports: WorkspaceReport[] = [];
    for (const incident of workspace.incidents) {
      const report = reportBroken(judgeIncident(incident, kind, { workspace, now }), wording, now);
      if (report) reports.push(report);
    }
    return reports;
  };
}

/**
 * What was done late, or is overdue. A default that nobody promised is no measure of what is done; and what is done
 * late cannot be mended in the record any more, so that it is a warning.
 */
export function reportBroken<R extends IncidentFacts | CapaFacts>(
  judgement: Judgement<R> | undefined,
  wording: Wording<R>,
  now: Now,
): WorkspaceReport | undefined {
  if (judgement?.outcome !== 'broken' || wording.isToldElsewhere?.(judgement)) return undefined;
  const { promise, record, done } = judgement;
  if (done !== undefined && promise.by === 'default') return undefined;
  const said = done === undefined ? sayOverdue(judgement, wording, now) : sayLate(judgement, wording, now);
  return {
    document: record.ref,
    place: done === undefined ? wording.openAt(record) : { pointer: wording.doneAt },
    ...(done === undefined ? { due: now.zone.dateOf(judgement.deadline ?? 0) } : { severity: 'warning' }),
    message: `${said}; ${sayPromise(promise)}`,
    related: whereStated(promise),
  };
}

/** "SEV-1 contained after 9 h 10 min" */
function sayLate<R>({ severity, start, done }: Judgement<R>, { did }: Wording<R>, { zone }: Now): string {
  const end = spanOf(done, zone);
  const passed = start && end ? sayPassed(start.span, end, zone) : '';
  const when = start?.of === 'detected' ? `after ${passed}` : `${passed} after ${TIME_NAMES[start?.of ?? 'detected']}`;
  return `${severity ?? 'No severity:'} ${did} ${when}`;
}

/** "Containment of AI-INC-2026-014 is 5 h 10 min overdue: SEV-1, state triaged" */
function sayOverdue<R extends IncidentFacts | CapaFacts>(
  { record, severity, deadline = 0, promise }: Judgement<R>,
  { what }: Wording<R>,
  { asOf, zone }: Now,
): string {
  const due = zone.dateOf(deadline);
  const days = daysBetween(due, zone.dateOf(asOf));
  const inHours = promise.limit.unit === 'hour';
  const late = inHours ? formatDuration(asOf - deadline) : count(days, 'day');
  const of = record.id === undefined ? '' : ` of ${record.id}`;
  return `${what}${of} is ${late} overdue: ${inHours ? '' : `due ${due}, `}${severity ?? 'no severity'}, state ${record.state}`;
}
