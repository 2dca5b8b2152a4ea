import type { CapaFacts, IncidentFacts, Workspace } from '../facts/index.ts';
import { linkCapas } from '../facts/linked-capas.ts';
import { count } from '../text/plural.ts';
import { DAY, spanOf, type Zone } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'capa-repeat-cause',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 d', '10.1'],
  summary:
    'An incident has the same system and kind of cause as an earlier one whose CAPA was found effective within the year before.',
  rationale:
    'The check said that the cause was gone, and it is back: either the check was too kind, or the action met another cause.',
  fix: 'Reopen the CAPA or open one that goes further, and relate the incident to the earlier one with "relation: recurrence".',

  options: {
    days: {
      title: 'Days',
      description: 'How long after the closure the same cause counts as come back.',
      type: 'integer',
      minimum: 1,
      maximum: 3_650,
    },
  },
  defaults: { days: 365 },
  check(workspace, { zone, options }) {
    const closures = effectiveClosures(workspace, zone);
    return workspace.incidents.flatMap((incident) => {
      const detected = spanOf(incident.times.detected, zone);
      if (!detected || incident.isRepeat || incident.eventKind === 'drill') return [];
      const earlier = closures.find(
        ({ from, at }) =>
          from !== incident &&
          at < detected.start &&
          days(at, detected.start) <= options.days &&
          isSame(from, incident),
      );
      if (!earlier) return [];
      const { capa, from } = earlier;
      const cause = from.causeCategories.find((category) => incident.causeCategories.includes(category));
      return {
        document: incident.ref,
        place: { pointer: '/investigation/root_causes' },
        message: `Cause ${cause} came back ${count(days(earlier.at, detected.start), 'day')} after ${capa.id ?? 'a CAPA'} against it was closed as effective`,
        related: [
          {
            document: capa.ref,
            place: { pointer: '/effectiveness/result' },
            message: `It came from ${from.id ?? 'an earlier incident'}`,
          },
        ],
      };
    });
  },
});

interface Closure {
  readonly capa: CapaFacts;
  readonly from: IncidentFacts;
  readonly at: number;
}

function effectiveClosures(workspace: Workspace, zone: Zone): Closure[] {
  const capasOf = linkCapas(workspace);
  return workspace.incidents.flatMap((from) =>
    capasOf(from).flatMap(({ capa }) => {
      const closed = capa.state === 'closed-effective' ? spanOf(capa.followUp.closedAt, zone) : undefined;
      return closed ? [{ capa, from, at: closed.end }] : [];
    }),
  );
}

function isSame(a: IncidentFacts, b: IncidentFacts): boolean {
  const systems = new Set(a.systems.map(({ id }) => id));
  return (
    b.systems.some(({ id }) => systems.has(id)) &&
    a.causeCategories.some((category) => b.causeCategories.includes(category))
  );
}

const days = (from: number, to: number) => Math.round((to - from) / DAY);
