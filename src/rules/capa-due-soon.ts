import { isCapaRunning } from '../facts/capa-states.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'capa-due-soon',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'notice',
  references: ['10.2 c'],
  summary: 'A CAPA that is not implemented is due within the coming days.',
  rationale:
    'An extension has to be asked for before the date passes; a reminder leaves the owner the time to finish or to ask.',
  fix: 'Finish and record the CAPA by its due date, or have an extension approved before it.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'How many days before the due date the notice starts.',
      type: 'integer',
      minimum: 0,
      maximum: 365,
    },
  },
  defaults: { days: 14 },
  *check({ capas }, { asOf, zone, options }) {
    for (const { ref, id, state, dueDate, owner } of capas) {
      const deadline = deadlineOf(dueDate, zone);
      if (!isCapaRunning(state) || deadline === undefined || asOf > deadline) continue;
      const left = daysBetween(zone.dateOf(asOf), zone.dateOf(deadline));
      if (left > options.days) continue;
      const when = left === 0 ? 'today' : `in ${count(left, 'day')}`;
      const who = owner === undefined ? 'no owner' : `owner ${owner}`;
      yield {
        document: ref,
        place: { pointer: '/due_date' },
        message: `${id ?? 'CAPA'} is due ${when}: due ${dueDate}, state ${state}, ${who}`,
      };
    }
  },
});
