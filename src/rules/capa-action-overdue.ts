import { isCapaRunning } from '../facts/capa-states.ts';
import { deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { daysLate, sayOwner } from './shared/lateness.ts';

export default defineWorkspaceRule({
  id: 'capa-action-overdue',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 c'],
  summary: 'An action of a CAPA is past its due date and not done, while the CAPA as a whole is still in time.',
  rationale:
    'The date of the whole is missed one action at a time; this is when there is still something to be done about it.',
  fix: 'Do the action and set "status: done", or move its date with the reason in an extension.',
  dated: true,
  check({ capas }, { asOf, zone }) {
    return capas
      .filter(({ state, dueDate }) => isCapaRunning(state) && !(asOf > (deadlineOf(dueDate, zone) ?? asOf)))
      .flatMap(({ ref, id, followUp }) =>
        followUp.openActions.flatMap(({ name, owner, due, pointer }) => {
          const late = daysLate(due, { asOf, zone });
          if (late === undefined) return [];
          const message = `Action ${name} of ${id ?? 'the CAPA'} is ${late} overdue: due ${due}, ${sayOwner(owner)}`;
          return { document: ref, place: { pointer }, message, due };
        }),
      );
  },
});
