import { hasReached } from '../facts/incident-states.ts';
import type { IncidentFacts } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly people: number;
}

const PHYSICAL = /\b(?:injur|bodily|physical|health|self[- ]harm)/i;
/** What only could have happened is not classified by what it would have done. */
const HARMLESS = new Set(['drill', 'near-miss', 'hazard']);

export default defineWorkspaceRule<Options>({
  id: 'incident-severity-understated',
  section: 'classification',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2', 'A.5.4'],
  summary: 'The harm that an incident records is graver than its severity.',
  rationale:
    'A level that is too low wakes nobody and starts no deadline; a death recorded under a minor level is what a regulator reads first.',
  fix: 'Raise "severity:", with an entry under severity_history; or correct what impact says of the harm.',
  options: {
    people: {
      title: 'People',
      description: 'From more people affected on, one of the two worst levels is expected.',
      type: 'integer',
      minimum: 0,
    },
  },
  defaults: { people: 1_000 },
  check({ incidents, severities }, { options }) {
    return incidents.flatMap((incident) => {
      const { ref, severity, state, eventKind } = incident;
      const rank = severities.rankOf(severity);
      if (rank === undefined || !hasReached(state, 'triaged') || HARMLESS.has(eventKind ?? '')) return [];
      const marker = worstMarker(incident, options.people);
      if (!marker || rank <= marker.rank) return [];
      const expected = severities.labels[marker.rank - 1];
      const level =
        expected === undefined
          ? `one of the ${marker.rank} worst levels`
          : `${expected}${marker.rank > 1 ? ' or worse' : ''}`;
      return {
        document: ref,
        place: { pointer: '/severity' },
        message: `Unexpected severity ${severity}, expected ${level}: ${marker.words}`,
        related: [{ document: ref, place: { pointer: marker.pointer }, message: 'The harm recorded' }],
      };
    });
  },
});

interface Marker {
  readonly rank: number;
  readonly words: string;
  readonly pointer: string;
}

/** The gravest harm that the record states, and the lowest rank that fits it. */
function worstMarker({ notices, handling }: IncidentFacts, people: number): Marker | undefined {
  const { deaths = 0, limb, affectedCount = 0, harmTypes } = notices;
  const { isActual, minors, specialCategories } = handling;
  const physical = harmTypes.findIndex((harm) => PHYSICAL.test(harm));
  const markers: readonly (Marker & { readonly holds: boolean })[] = [
    { holds: deaths > 0, rank: 1, words: `${deaths} died`, pointer: '/impact/deaths' },
    {
      holds: limb === 'death-or-serious-health-harm',
      rank: 1,
      words: 'death or serious harm to health',
      pointer: '/art73_class',
    },
    {
      holds: limb !== undefined && limb !== 'none',
      rank: 2,
      words: 'a serious incident of Art. 3(49)',
      pointer: '/art73_class',
    },
    {
      holds: isActual && physical >= 0,
      rank: 2,
      words: `harm of kind ${harmTypes[physical]}`,
      pointer: `/impact/harm_types/${physical}`,
    },
    { holds: isActual && minors, rank: 2, words: 'minors were affected', pointer: '/impact/minors' },
    {
      holds: isActual && specialCategories,
      rank: 2,
      words: 'special categories of data',
      pointer: '/impact/special_categories',
    },
    {
      holds: isActual && affectedCount > people,
      rank: 2,
      words: `${affectedCount} people affected`,
      pointer: '/impact/affected_count',
    },
  ];
  return markers.find(({ holds }) => holds);
}
