import { hasReached } from '../facts/incident-states.ts';
import type { IncidentFacts, Reference } from '../facts/index.ts';
import { linkCapas } from '../facts/linked-capas.ts';
import { DAY, spanOf, type Zone } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly incidents: number;
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'incident-cluster',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['9.1', '9.3.2'],
  summary:
    'Several incidents of one kind struck one system within a short time, and none led to a CAPA or was taken up by management.',
  rationale:
    'One such incident is bad luck, three are a pattern; each record alone looks settled, and nobody asks what they have in common.',
  fix: 'Open a CAPA against what they have in common, or take the pattern to the management review and name it in management_review_ref.',

  options: {
    incidents: {
      title: 'Incidents',
      description: 'How many make a pattern.',
      type: 'integer',
      minimum: 2,
      maximum: 100,
    },
    days: { title: 'Days', description: 'Within how many days.', type: 'integer', minimum: 1, maximum: 3_650 },
  },
  defaults: { incidents: 3, days: 90 },
  check(workspace, { zone, options }) {
    const capasOf = linkCapas(workspace);
    const isTakenUp = ({ incident }: Strike) => incident.followUp.hasManagementReview || capasOf(incident).length > 0;
    return [...bySystemAndKind(workspace.incidents, zone).values()].flatMap((struck) => {
      const last = struck.findLastIndex(
        ({ at }, i) =>
          i + 1 >= options.incidents && at - (struck[i + 1 - options.incidents]?.at ?? 0) <= options.days * DAY,
      );
      const pattern = struck.slice(last + 1 - options.incidents, last + 1).reverse();
      const [latest, ...others] = pattern;
      if (last < 0 || !latest || pattern.some(isTakenUp)) return [];
      const { incident, system, kind } = latest;
      return {
        document: incident.ref,
        place: { pointer: system.pointer },
        message: `${options.incidents} incidents of kind ${kind} on ${system.id} within ${options.days} days, and no CAPA`,
        related: others.map((other) => ({
          document: other.incident.ref,
          place: { pointer: other.system.pointer },
          message: `${other.incident.id ?? 'An incident'}, ${zone.dateOf(other.at)}`,
        })),
      };
    });
  },
});

interface Strike {
  readonly incident: IncidentFacts;
  readonly system: Reference;
  readonly kind: string;
  readonly at: number;
}

/** What struck each system, in the order of time. */
function bySystemAndKind(incidents: readonly IncidentFacts[], zone: Zone): Map<string, Strike[]> {
  const strikes = incidents
    .filter(({ eventKind, state }) => eventKind !== 'drill' && hasReached(state, 'reported'))
    .flatMap((incident) => {
      const at = spanOf(incident.times.detected, zone)?.start;
      const kind = incident.notices.subcategory ?? incident.category;
      if (at === undefined || kind === undefined) return [];
      return incident.systems.map((system): Strike => ({ incident, system, kind, at }));
    })
    .sort((a, b) => a.at - b.at);
  const groups = new Map<string, Strike[]>();
  for (const strike of strikes) {
    const key = `${strike.kind} ${strike.system.id}`;
    const group = groups.get(key);
    if (group) group.push(strike);
    else groups.set(key, [strike]);
  }
  return groups;
}
