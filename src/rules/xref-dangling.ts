import type { Reference, Workspace } from '../facts/index.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { type Carriers, findCarriers, prefixOf, suggestId } from './shared/carriers.ts';
import { EXPECTED, keyOf, type Mentioning, mentionsOf, sayKinds } from './shared/mentions.ts';
import { findRootCauses } from './shared/root-causes.ts';

export default defineWorkspaceRule({
  id: 'xref-dangling',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A document refers to an incident, CAPA, runbook, policy, waiver or root cause that does not exist.',
  rationale:
    'An auditor follows the line from incident to cause to action by these ids; where one leads nowhere, the action is as good as not taken.',
  fix: 'Write the id of an existing document, or add the document that is meant.',
  *check(workspace) {
    const { incidents, capas, runbooks, profiles } = workspace;
    const carriers = findCarriers(workspace);
    const leadsSomewhere = referenceFilter(workspace, carriers);
    for (const document of [...incidents, ...capas, ...runbooks, ...profiles]) {
      const told = new Set<string>();
      for (const reference of mentionsOf(document)) {
        if (told.has(reference.id) || leadsSomewhere(reference, document)) continue;
        told.add(reference.id);
        yield report(document, reference, suggestId(reference.id, candidatesFor(reference, workspace, carriers)));
      }
    }
  },
});

/** Whether what is referred to exists, may exist, or is not for this repository to say. */
function referenceFilter(workspace: Workspace, carriers: Carriers) {
  const isRootCause = findRootCauses(workspace);
  const prefixes = new Set(
    expectedAt('/source_refs').flatMap((kind) => [...(carriers.ids.get(kind) ?? [])].map(prefixOf)),
  );
  return ({ id, pointer }: Reference, document: Mentioning): boolean => {
    const key = keyOf(pointer);
    if (id.includes('://')) return true;
    if (key === 'root_cause_refs') return isRootCause(id, document);
    // A CAPA may also come from an audit or a complaint that is kept elsewhere: only ids like our own count.
    if (key === 'source_refs' && !prefixes.has(prefixOf(id) ?? '')) return true;
    // Waivers that were not read are not known to be missing; policies may be kept in a repository of their own.
    if (key === 'waivers' && !workspace.waivers) return true;
    if (key === 'related_policy' && workspace.policies.length === 0) return true;
    return carriers.carries(id, document.ref.path) || carriers.mayCarry(id, expectedAt(pointer));
  };
}

const expectedAt = (pointer: string) => EXPECTED.get(keyOf(pointer)) ?? [];

function candidatesFor({ pointer }: Reference, { incidents }: Workspace, { ids }: Carriers): readonly string[] {
  if (keyOf(pointer) === 'root_cause_refs') return incidents.flatMap(({ rootCauseIds }) => rootCauseIds);
  return expectedAt(pointer).flatMap((kind) => [...(ids.get(kind) ?? [])]);
}

function report({ ref }: Mentioning, { id, pointer }: Reference, near?: string): WorkspaceReport {
  const what = keyOf(pointer) === 'root_cause_refs' ? 'root cause' : sayKinds(expectedAt(pointer));
  return {
    document: ref,
    place: { pointer },
    message: `Unexpected ${JSON.stringify(id)}, no ${what} has this ${id.includes('/') ? 'path' : 'id'}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}
