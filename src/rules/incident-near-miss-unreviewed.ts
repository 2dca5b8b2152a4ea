import { isBefore } from '../facts/incident-states.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['near-miss', 'Near miss'],
  ['hazard', 'Hazard'],
]);

export default defineWorkspaceRule<Options>({
  id: 'incident-near-miss-unreviewed',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'notice',
  references: ['9.1', '10.1'],
  summary: 'A near miss or hazard has been open for a quarter without a review or a trend that takes it up.',
  rationale:
    'Near misses are the cheapest warnings there are; each that is left lying is a lesson paid for by the next incident.',
  fix: 'Under review, add "trend_ref:" with the trend review that takes it up, or "held_at:" of its own review.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days from the report within which it is reviewed.',
      type: 'integer',
      minimum: 1,
      maximum: 1_830,
    },
  },
  defaults: { days: 90 },
  check({ incidents }, { asOf, zone, options }) {
    return incidents.flatMap(({ ref, id, eventKind, state, times, handling }) => {
      const name = KINDS.get(eventKind ?? '');
      const reported = deadlineOf(times.reported, zone);
      if (name === undefined || reported === undefined || !isBefore(state, 'closed')) return [];
      if (handling.trendRef !== undefined || times.reviewed !== undefined) return [];
      const age = daysBetween(zone.dateOf(reported), zone.dateOf(asOf));
      if (age <= options.days) return [];
      return {
        document: ref,
        place: { pointer: '/review', on: 'key' as const },
        message: `${name} ${id ?? ''} has been open for ${count(age, 'day')} without review, expected within ${count(options.days, 'day')}`,
      };
    });
  },
});
