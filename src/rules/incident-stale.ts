import { isCapaRunning } from '../facts/capa-states.ts';
import { isBefore } from '../facts/incident-states.ts';
import { linkCapas } from '../facts/linked-capas.ts';
import { count } from '../text/plural.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { bySeverity, daysStill } from './shared/lateness.ts';

interface Options {
  readonly days: readonly number[];
}

export default defineWorkspaceRule<Options>({
  id: 'incident-stale',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['9.1'],
  summary: 'Nothing was noted in an open incident for a long time.',
  rationale: 'An incident left open and untouched is either over or forgotten, and the record does not say which.',
  fix: 'Note where it stands (state_history, investigation.timeline), or close it with the approval it needs.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description:
        'Days without a note after which it is told, by severity, worst first; the last counts for any other.',
      type: 'array',
      minItems: 1,
      items: { type: 'integer', minimum: 1, maximum: 3_650 },
    },
  },
  defaults: { days: [30, 30, 60, 90] },
  check(workspace, { asOf, zone, options }) {
    const capasOf = linkCapas(workspace);
    return workspace.incidents.flatMap((incident) => {
      const { ref, id, state, severity, followUp } = incident;
      // While a CAPA is under way it is the CAPA that must not stand still.
      if (!isBefore(state, 'closed') || capasOf(incident).some(({ capa }) => isCapaRunning(capa.state))) return [];
      const still = daysStill(followUp.lastNoted, { asOf, zone });
      const most = bySeverity(options.days, workspace.severities.rankOf(severity));
      if (still === undefined || most === undefined || still <= most) return [];
      const message = `${id ?? 'Incident'} has stood still for ${count(still, 'day')}: last noted ${followUp.lastNoted}, ${severity ?? 'no severity'}, state ${state}`;
      return { document: ref, place: { pointer: '/state' }, message };
    });
  },
});
