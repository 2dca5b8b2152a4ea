import { hasReached } from '../facts/incident-states.ts';
import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { type CapaLinks, linkCapas, needsCorrectiveCapa } from '../facts/linked-capas.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

/** Levels that have to be answered by an action or a reason for none; below, a trend may be enough. */
const LOWEST_WITH_CAPA = 3;
const SERIOUS = 2;

export default defineWorkspaceRule({
  id: 'incident-required-by-state',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '7.5.2'],
  summary: 'An incident lacks a field that its current state requires.',
  rationale:
    'A state says what has been done; without the fields that show it, neither the next person on call nor an auditor can tell that it was.',
  fix: 'Add the field, or set "state:" back to the state that the record supports.',
  *check(workspace) {
    const capasOf = linkCapas(workspace);
    for (const incident of workspace.incidents) {
      for (const [key, why] of missing(incident, workspace, capasOf)) yield report(incident, key, why);
    }
  },
});

/** What the schema cannot say, because it depends on the severity or on another document. */
function* missing(
  incident: IncidentFacts,
  workspace: Workspace,
  capasOf: CapaLinks,
): Generator<[key: string, why: string]> {
  const { state, eventKind, severity } = incident;
  const rank = workspace.severities.rankOf(severity) ?? Number.POSITIVE_INFINITY;
  const isOpen = hasReached(state, 'contained') && state !== 'closed';
  if (state === 'duplicate' && !incident.references.some(({ pointer }) => pointer === '/duplicate_of'))
    yield ['duplicate_of', 'required in state duplicate'];
  if (state === 'reopened' && !incident.hasReopening) yield ['reopened', 'required in state reopened'];
  if (isOpen && rank <= SERIOUS && eventKind !== 'drill' && !incident.hasNotifications) {
    yield ['notifications', `required for ${severity} from state contained`];
  }
  if (
    hasReached(state, 'remediating') &&
    rank <= LOWEST_WITH_CAPA &&
    !incident.hasCapa &&
    !incident.hasNoCapaRationale &&
    !needsCorrectiveCapa(incident, workspace) &&
    capasOf(incident).length === 0
  ) {
    yield ['capa_refs', `required for ${severity} from state remediating`];
  }
}

const HELP = new Map([
  ['duplicate_of', 'Add "duplicate_of:" with the id of the incident that this one repeats.'],
  ['reopened', 'Add "reopened:" with at, by and reason of the reopening.'],
  ['notifications', 'Add "notifications:" with audience and sent_at of everyone who was told.'],
  ['capa_refs', 'Add "capa_refs:" with the ids of the actions, or "no_capa_rationale:" with reason and approved_by.'],
]);

function report({ ref }: IncidentFacts, key: string, why: string): WorkspaceReport {
  const help = HELP.get(key);
  return {
    document: ref,
    place: { pointer: `/${key}`, on: 'key' },
    ...(key === 'capa_refs' ? { unless: ['/capa', '/no_capa_rationale'] } : {}),
    message: `Missing ${key}, ${why}`,
    ...(help === undefined ? {} : { help }),
  };
}
