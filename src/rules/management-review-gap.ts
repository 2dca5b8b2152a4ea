import { count } from '../text/plural.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { daysStill } from './shared/lateness.ts';

const SERIOUS = 2;

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'management-review-gap',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'warning',
  references: ['9.3.2'],
  summary: 'A serious incident was closed more than a year ago and no management review refers to it.',
  rationale:
    'Trends in nonconformities and corrective actions are an input that ISO/IEC 42001 9.3.2 names; a year of reviews without the worst incidents is a gap of its own.',
  fix: 'Take it up in the next management review and write management_review_ref under review.',
  dated: true,
  options: {
    days: { title: 'Days', description: 'Days from closure.', type: 'integer', minimum: 1, maximum: 3_650 },
  },
  defaults: { days: 365 },
  check({ incidents, severities }, { asOf, zone, options }) {
    return incidents.flatMap(({ ref, id, state, eventKind, severity, times, followUp }) => {
      const rank = severities.rankOf(severity) ?? Infinity;
      if (state !== 'closed' || eventKind === 'drill' || rank > SERIOUS || followUp.hasManagementReview) return [];
      const age = daysStill(times.closed, { asOf, zone });
      if (age === undefined || age <= options.days) return [];
      const message = `Missing management review of ${id ?? 'the incident'}: ${severity}, closed ${count(age, 'day')} ago`;
      return { document: ref, place: { pointer: '/review/management_review_ref', on: 'key' as const }, message };
    });
  },
});
