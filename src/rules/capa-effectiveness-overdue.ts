import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

/** Closed states do not come without a result; before, there is nothing yet to verify. */
const STATES = new Set(['implemented', 'effectiveness-pending']);

export default defineWorkspaceRule({
  id: 'capa-effectiveness-overdue',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 d'],
  summary: 'The effectiveness check of an implemented CAPA is past its planned date and has no result.',
  rationale:
    'Implemented is not effective: until the check is made nobody knows whether the cause is gone, and the standard asks to review just that.',
  fix: 'Make the check and write performed_at, performed_by and result under effectiveness.',
  dated: true,
  *check({ capas }, { asOf, zone }) {
    for (const { ref, id, state, owner, effectiveness } of capas) {
      const { plannedAt, result } = effectiveness;
      const deadline = deadlineOf(plannedAt, zone);
      if (!STATES.has(state ?? '') || result !== undefined || deadline === undefined || asOf <= deadline) continue;
      const late = count(daysBetween(zone.dateOf(deadline), zone.dateOf(asOf)), 'day');
      const who = owner === undefined ? 'no owner' : `owner ${owner}`;
      yield {
        document: ref,
        place: { pointer: '/effectiveness/planned_at' },
        unless: ['/effectiveness/result'],
        due: zone.dateOf(deadline),
        message: `Effectiveness check${id === undefined ? '' : ` of ${id}`} is ${late} overdue: planned ${plannedAt}, no result, state ${state}, ${who}`,
      };
    }
  },
});
