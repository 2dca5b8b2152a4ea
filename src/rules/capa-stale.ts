import { isCapaRunning } from '../facts/capa-states.ts';
import { count } from '../text/plural.ts';
import { deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { daysStill } from './shared/lateness.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'capa-stale',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['9.1'],
  summary: 'Nothing was noted in a CAPA under way for a long time.',
  rationale: 'A CAPA that nobody writes in is one that nobody works on; its due date only tells when that comes out.',
  fix: 'Add an entry under "progress:" with what was done since, or cancel the CAPA with a reason.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days without a note after which it is told.',
      type: 'integer',
      minimum: 1,
      maximum: 3_650,
    },
  },
  defaults: { days: 90 },
  check({ capas }, { asOf, zone, options }) {
    return capas.flatMap(({ ref, id, state, dueDate, followUp }) => {
      // Once it is overdue that is told.
      if (!isCapaRunning(state) || asOf > (deadlineOf(dueDate, zone) ?? asOf)) return [];
      const still = daysStill(followUp.lastNoted, { asOf, zone });
      if (still === undefined || still <= options.days) return [];
      const message = `${id ?? 'CAPA'} has stood still for ${count(still, 'day')}: last noted ${followUp.lastNoted}, state ${state}`;
      return { document: ref, place: { pointer: '/state' }, message };
    });
  },
});
