import { isCapaRunning } from '../facts/capa-states.ts';
import type { CapaFacts } from '../facts/index.ts';
import { linkCapas } from '../facts/linked-capas.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'incident-closed-open-capa',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'An incident is closed while one of its CAPAs is not implemented.',
  rationale:
    'Closure says that the cause is dealt with. While the action is open it is not, and nobody watches a closed incident any more.',
  fix: 'Implement the CAPA before closing, or reopen the incident.',
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

/**
 * Cancelled and transferred ones are settled otherwise. An effectiveness check that is not planned is told on the CAPA
 * itself, by capa-required-by-state.
 */
function whatLacks({ state }: CapaFacts): string | undefined {
  return state === 'draft' || isCapaRunning(state) ? `is not implemented: state ${state}` : undefined;
}
