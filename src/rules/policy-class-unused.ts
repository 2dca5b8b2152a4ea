import { defineWorkspaceRule } from './define-rule.ts';
import { daysStill } from './shared/lateness.ts';

interface Options {
  readonly days: number;
  readonly incidents: number;
}

export default defineWorkspaceRule<Options>({
  id: 'policy-class-unused',
  section: 'classification',
  layer: 'design',
  severity: 'notice',
  references: ['9.1'],
  summary: 'A severity level or category of the policy was not used once in a year of many incidents.',
  rationale:
    'A level nobody ever chooses is either too vague to choose or hides under another one; the yearly review of the scale starts with the question why.',
  fix: 'Review the criteria of the level or the examples of the category, or take it out of the policy.',
  dated: true,
  options: {
    days: { title: 'Days', description: 'How far back incidents count.', type: 'integer', minimum: 1, maximum: 3_650 },
    incidents: {
      title: 'Incidents',
      description: 'From how many incidents on it tells something.',
      type: 'integer',
      minimum: 1,
    },
  },
  defaults: { days: 365, incidents: 20 },
  check({ incidents, policies, severities }, { asOf, zone, options }) {
    const recent = incidents.filter(({ eventKind, times }) => {
      const age = daysStill(times.detected ?? times.reported, { asOf, zone });
      return eventKind !== 'drill' && age !== undefined && age >= 0 && age <= options.days;
    });
    if (recent.length < options.incidents) return undefined;
    const ranks = new Set(recent.map(({ severity }) => severities.rankOf(severity)));
    return policies.flatMap(({ ref, severities: levels }) =>
      levels
        .filter((level) => !ranks.has(severities.rankOf(level.id)))
        .map(({ id, line }) => ({
          document: ref,
          place: { line },
          message: `Level ${id} was not used for any of ${recent.length} incidents in ${options.days} days`,
        })),
    );
  },
});
