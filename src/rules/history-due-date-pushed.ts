import { dayOf, dueMoves } from '../history/due-moves.ts';
import { count } from '../text/plural.ts';
import { daysBetween } from '../time.ts';
import { defineHistoryRule, type HistoryReport } from './define-rule.ts';
import { isUndone, type Step, steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-due-date-pushed',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '7.5.3'],
  summary: 'The due date of a CAPA, or of one of its actions, was moved later without an entry under "extensions".',
  rationale: 'A date that moves in silence is never overdue; an entry shows who weighed the risk of waiting, and when.',
  fix: 'Add an entry under "extensions:" with from, to, reason, interim_risk and approved_by; or put the date back.',
  *check(timeline, { zone }) {
    for (const record of timeline.records) {
      if (record.kind !== 'capa') continue;
      const due = dayOf(record.transitions.findLast(({ after }) => after)?.after?.value.due_date);
      for (const { transition, pointer, from, to, days, extension, isAfterDue } of dueMoves(record, zone)) {
        // A date that was put back binds again.
        if (days <= 0 || extension || (due !== undefined && due <= from)) continue;
        const late = isAfterDue ? ', after it had passed' : '';
        const message = `due_date was moved from ${from} to ${to}, ${count(days, 'day')} later${late}, without an extension`;
        yield { record, transition, place: { pointer }, anchor: `${pointer}/${to}`, message };
      }
    }
    for (const step of steps(timeline, 'capa')) yield* actionMoves(step);
  },
});

/** Dates of actions: an extension of the CAPA to that day, or beyond, covers them. */
function* actionMoves({ record, transition, now, later }: Step): Generator<HistoryReport> {
  for (const change of transition.changes) {
    const { pointer } = change;
    const [from, to] = [dayOf(change.before), dayOf(change.after)];
    if (!/^\/actions\/\d+\/due_date$/.test(pointer) || !from || !to || to <= from || isUndone(change, later)) continue;
    if (now.extensions?.some((extension) => (dayOf(extension.to) ?? '') >= to)) continue;
    const days = count(daysBetween(from, to), 'day');
    const message = `The due date of an action was moved from ${from} to ${to}, ${days} later, without an extension`;
    yield { record, transition, place: { pointer }, anchor: `${pointer}/${to}`, message };
  }
}
