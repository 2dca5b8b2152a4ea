import { isBefore } from '../facts/incident-states.ts';
import { count } from '../text/plural.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { bySeverity, daysStill } from './shared/lateness.ts';

interface Options {
  readonly days: readonly number[];
}

export default defineWorkspaceRule<Options>({
  id: 'incident-max-age',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'An incident has been open for very long, and management has not taken it up.',
  rationale:
    'After a quarter an open incident is no longer an incident but a decision; the standard wants it taken by those who answer for it.',
  fix: 'Take it to the management review and write management_review_ref under review, or close it.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days from detection to closure, by severity, worst first; the last counts for any other.',
      type: 'array',
      minItems: 1,
      items: { type: 'integer', minimum: 1, maximum: 3_650 },
    },
  },
  defaults: { days: [90, 90, 180] },
  check({ incidents, severities }, { asOf, zone, options }) {
    return incidents.flatMap(({ ref, id, state, severity, times, followUp }) => {
      if (!isBefore(state, 'closed') || followUp.hasManagementReview) return [];
      const age = daysStill(times.detected, { asOf, zone });
      const most = bySeverity(options.days, severities.rankOf(severity));
      if (age === undefined || most === undefined || age <= most) return [];
      const message = `${id ?? 'Incident'} has been open for ${count(age, 'day')}, expected at most ${most}: ${severity ?? 'no severity'}, state ${state}`;
      return { document: ref, place: { pointer: '/state' }, message };
    });
  },
});
