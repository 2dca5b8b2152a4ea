import { hasReached } from '../facts/incident-states.ts';
import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { hasAnswered } from './shared/notices.ts';

const SERIOUS = 2;

export default defineWorkspaceRule({
  id: 'incident-supplier-not-informed',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'warning',
  references: ['A.10.3', 'AIA 26(5)'],
  summary: 'An incident lies with a supplier, or is a serious one of a supplied system, and the supplier was not told.',
  rationale:
    'The supplier alone can mend the model, and may owe reports of its own; deployers of high-risk systems have to tell the provider of serious incidents.',
  fix: 'Tell the supplier and add a notification with audience supplier; or an entry under "not_notified:" with the reason.',
  check(workspace) {
    return workspace.incidents.flatMap((incident) => {
      const why = reasonToTell(incident, workspace);
      if (why === undefined || knowsAlready(incident)) return [];
      return {
        document: incident.ref,
        place: { pointer: '/notifications', on: 'key' as const },
        message: `Missing notification of the supplier: ${why}`,
      };
    });
  },
});

/** The supplier said so itself, was called in, or was answered for otherwise. */
function knowsAlready(incident: IncidentFacts): boolean {
  const { detectionMethod, actionTypes } = incident.handling;
  return (
    detectionMethod === 'vendor-notice' ||
    actionTypes.includes('provider-escalation') ||
    hasAnswered(incident, ['supplier'])
  );
}

function reasonToTell(incident: IncidentFacts, { severities, profiles }: Workspace): string | undefined {
  const { state, severity, eventKind, causeCategories, handling, systems } = incident;
  if (eventKind === 'drill' || !hasReached(state, 'remediating')) return undefined;
  if (causeCategories.includes('supplier')) return 'the cause lies with it';
  if (handling.secondary.includes('third-party-provider')) return 'it is tagged third-party-provider';
  if ((severities.rankOf(severity) ?? Number.POSITIVE_INFINITY) > SERIOUS) return undefined;
  const listed = profiles.flatMap((profile) => profile.systems);
  for (const { id } of systems) {
    const vendor = listed.find((system) => system.id === id)?.vendor;
    if (vendor !== undefined && handling.systemRoles.findLast((one) => one.id === id)?.role !== 'provider')
      return `${id} is supplied by ${vendor}`;
  }
  return undefined;
}
