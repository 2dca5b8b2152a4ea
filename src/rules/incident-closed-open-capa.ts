import type { CapaFacts } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { linkCapas } from './shared/linked-capas.ts';

const NOT_IMPLEMENTED = new Set([
  'draft',
  'open',
  'investigating',
  'plan-proposed',
  'plan-approved',
  'in-progress',
  'reopened',
]);
const NOT_VERIFIED = new Set(['implemented', 'effectiveness-pending']);

export default defineWorkspaceRule({
  id: 'incident-closed-open-capa',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary:
    'An incident is closed while one of its CAPAs is not implemented, or its effectiveness check is not scheduled.',
  rationale:
    'Closure says that the cause is dealt with. While the action is open it is not, and nobody watches a closed incident any more.',
  fix: 'Implement the CAPA and plan its effectiveness check before closing, or reopen the incident.',
  *check(workspace) {
    const capasOf = linkCapas(workspace);
    for (const incident of workspace.incidents) {
      if (incident.state !== 'closed') continue;
      for (const { capa, pointer } of capasOf(incident)) {
        const lack = whatLacks(capa);
        if (lack === undefined) continue;
        yield {
          document: incident.ref,
          place: { pointer },
          message: `Closed while ${capa.id ?? 'an embedded CAPA'} ${lack}`,
          related: [{ document: capa.ref, place: { pointer: '/state' }, message: `State ${capa.state}` }],
        };
      }
    }
  },
});

function whatLacks({ state = '', actionKind, effectiveness }: CapaFacts): string | undefined {
  if (NOT_IMPLEMENTED.has(state)) return `is not implemented: state ${state}`;
  const isScheduled = effectiveness.plannedAt !== undefined || effectiveness.performedAt !== undefined;
  // A correction fixes the instance only: there is no cause that it has to have removed.
  if (!NOT_VERIFIED.has(state) || actionKind === 'correction' || isScheduled) return undefined;
  return `has no effectiveness check scheduled: state ${state}`;
}
