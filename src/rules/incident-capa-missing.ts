import { hasReached } from '../facts/incident-states.ts';
import type { CapaFacts, IncidentFacts } from '../facts/index.ts';
import { linkCapas, needsCorrectiveCapa } from '../facts/linked-capas.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'incident-capa-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary:
    'A serious or repeated incident is remediated without a corrective action and without an approved reason for none.',
  rationale:
    'What is put right once but not at its cause happens again; for the worst incidents an auditor follows the line from cause to corrective action first.',
  fix: 'Add "capa_refs:" with the id of a CAPA of kind corrective, or "no_capa_rationale:" with reason and approved_by.',
  *check(workspace) {
    const capasOf = linkCapas(workspace);
    const known = new Set(workspace.capas.map(({ id }) => id));
    for (const incident of workspace.incidents) {
      const { state, hasNoCapaRationale, capaRefs } = incident;
      if (!hasReached(state, 'remediating') || hasNoCapaRationale || !needsCorrectiveCapa(incident, workspace))
        continue;
      // What stands behind a reference that leads nowhere is not known; that it does is told elsewhere.
      if (capaRefs.some(({ id }) => !known.has(id))) continue;
      const capas = capasOf(incident).map(({ capa }) => capa);
      if (!capas.some(isCorrective)) yield report(incident, capas);
    }
  },
});

/** One whose kind is not given is not held against the incident. */
function isCorrective({ actionKind, state }: CapaFacts): boolean {
  return (actionKind === 'corrective' || actionKind === undefined) && state !== 'cancelled';
}

function report({ ref, severity, isRepeat, hasCapa }: IncidentFacts, capas: readonly CapaFacts[]): WorkspaceReport {
  const what = isRepeat ? 'a repeated incident' : `${severity}`;
  const found = capas.map(({ id, actionKind, state }) => `${id} is ${state === 'cancelled' ? state : actionKind}`);
  return {
    document: ref,
    place: { pointer: '/capa_refs', ...(hasCapa ? {} : { on: 'key' as const }) },
    unless: ['/capa', '/no_capa_rationale'],
    message: `Missing corrective CAPA for ${what}${found.length === 0 ? '' : `: ${found.join(', ')}`}`,
  };
}
