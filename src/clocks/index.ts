import { type Deadline, deadlineOf, isFollowUp, type StageRow, stagesOf } from './deadline.ts';
import { type Decision, decide } from './decision.ts';
import type { ClockContext, Incident, NotificationClock, Row, Standing } from './model.ts';
import { certaintyOf, concernedRows, groupOf, REGIMES } from './regimes.ts';
import { findSent, type Sent } from './sent.ts';
import { type Start, startTime } from './starts.ts';

export type { ClockContext, Due, NotificationClock, Row, Standing } from './model.ts';
export { applicabilityOf, groupOf, REGIMES, regimeNames, rowsNamed } from './regimes.ts';

/** Exercises notify nobody, and what is no incident of its own starts no clock. */
const NO_INCIDENT = new Set(['drill', 'rejected', 'duplicate', 'merged']);

/**
 * Every report that an incident makes due, may make due or was found not to, in the order of the data: for each regime
 * that the profile marks applicable or the record names, and each of its stages. Pure; the register of notifications due
 * against sent is this list over all incidents.
 */
export function notificationClocks(incident: Incident, context: ClockContext): NotificationClock[] {
  if (NO_INCIDENT.has(incident.eventKind ?? '') || NO_INCIDENT.has(incident.state ?? '')) return [];
  const rows = concernedRows(incident.notices.reportability, context.organisation);
  if (rows.length === 0) return [];
  const sent = new Map<string, Sent | undefined>();
  return decide(rows, incident, context).flatMap((decision) => {
    const told = { incident, entry: decision.entry, context };
    const calendar = { zone: context.zone, holidays: new Set(context.organisation?.holidays) };
    return stagesOf(decision.row, decision.noticeHours).map((stage, i, stages) => {
      const own = findSent(decision, stage, context);
      sent.set(keyOf(decision.row.id, stage.stage), own);
      const before = i === 0 ? decision.row.after : keyOf(decision.row.id, stages[i - 1]?.stage ?? '');
      const previous = sent.get(before ?? '') ?? firstSent(before, sent);
      const deadline = deadlineOf({ row: decision.row, stage, told, calendar, previous: asStart(previous) });
      return describe({ decision, stage, deadline, sent: own, awareness: startTime('awareness', told) }, context);
    });
  });
}

const keyOf = (id: string, stage: string): string => `${id} ${stage}`;

/** Of the row that is named; where a stricter one took its place, the report of that. */
function firstSent(id: string | undefined, sent: ReadonlyMap<string, Sent | undefined>): Sent | undefined {
  if (id === undefined) return undefined;
  const rows = REGIMES.filter((row) => row.id === id || row.replaces?.includes(id));
  return rows.map((row) => sent.get(keyOf(row.id, row.stage))).find((one) => one !== undefined);
}

const asStart = (sent: Sent | undefined): Start | undefined =>
  sent && { span: sent.span, field: `sent_at of ${sent.stage}` };

interface Described {
  readonly decision: Decision;
  readonly stage: StageRow;
  readonly deadline: Deadline;
  readonly sent: Sent | undefined;
  readonly awareness: Start | undefined;
}

function describe(described: Described, context: ClockContext): NotificationClock {
  const { decision, stage, deadline, sent, awareness } = described;
  const { row, entry } = decision;
  const day = context.zone.dateOf(awareness?.span.start ?? context.asOf);
  const absence = absenceOf(row, day);
  return {
    regime: row.id,
    group: groupOf(row),
    stage: stage.stage,
    isFollowUp: isFollowUp(stage),
    citation: `${row.instrument}, ${row.article}`,
    recipient: stage.recipient,
    certainty: certaintyOf(row, day, deadline.confidence),
    verdict: decision.verdict,
    standing: standingOf(described, absence !== undefined, context.asOf),
    why: [...decision.why, ...deadline.why, ...(absence === undefined ? [] : [absence])],
    start: deadline.start && { at: deadline.start.span.end, field: deadline.start.field },
    due: deadline.due,
    sentAt: sent?.span.start,
    hasLateReason: sent?.hasLateReason ?? false,
    appliesFrom: row.applies_from && day < row.applies_from ? row.applies_from : undefined,
    pointer: sent?.pointer ?? entry?.pointer ?? '/reportability',
  };
}

/** Why a row does not bind on a day; undefined where it does. */
function absenceOf({ status, applies_from, applies_until }: Row, day: string): string | undefined {
  if (status === 'voluntary') return 'it is a voluntary code';
  if (status !== 'active') return `it is ${status}, not law`;
  if (applies_from && day < applies_from) return `it applies from ${applies_from}`;
  return applies_until && day > applies_until ? `it applied until ${applies_until}` : undefined;
}

function standingOf({ decision, stage, deadline, sent }: Described, isAbsent: boolean, asOf: number): Standing {
  const { verdict } = decision;
  if (verdict === 'not-required' || verdict === 'replaced') return verdict;
  if (isAbsent || verdict === 'voluntary') return 'voluntary';
  const { due, start } = deadline;
  if (sent) return due && sent.span.start > due.at ? 'sent-late' : 'sent';
  if (verdict !== 'required') return verdict;
  if (due) return asOf > due.at ? 'missed' : 'running';
  return start && !stage.period ? 'no-number' : 'waiting';
}
