import type { Reference, Workspace } from '../facts/index.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { type Carriers, findCarriers, prefixOf, suggestId } from './shared/carriers.ts';
import { EXPECTED, keyOf, type Mentioning, mentionsOf, sayKinds } from './shared/mentions.ts';

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
    const carriers = findCarriers(workspace);
    const isOurs = sourceFilter(carriers);
    const isRootCause = rootCauseFilter(workspace);
    const { incidents, capas, runbooks, profiles } = workspace;
    for (const document of [...incidents, ...capas, ...runbooks, ...profiles]) {
      const told = new Set<string>();
      for (const reference of mentionsOf(document)) {
        const { id, pointer } = reference;
        const key = keyOf(pointer);
        const kinds = EXPECTED.get(key) ?? [];
        if (told.has(id) || (key === 'source_refs' && !isOurs(id))) continue;
        // Waivers that were not read are not known to be missing.
        if (key === 'waivers' && !workspace.waivers) continue;
        // The policies may be kept in a repository of their own.
        if (key === 'related_policy' && workspace.policies.length === 0) continue;
        if (key === 'root_cause_refs' ? isRootCause(id) : carriers.carries(id, document.ref.path)) continue;
        if (carriers.mayCarry(id, kinds)) continue;
        told.add(id);
        const candidates =
          key === 'root_cause_refs'
            ? workspace.incidents.flatMap(({ rootCauseIds }) => rootCauseIds)
            : kinds.flatMap((kind) => [...(carriers.ids.get(kind) ?? [])]);
        yield report(document, reference, suggestId(id, candidates));
      }
    }
  },
});

/** A CAPA may also come from an audit or a complaint that is kept elsewhere: only ids like our own count. */
function sourceFilter({ ids }: Carriers): (id: string) => boolean {
  const kinds = EXPECTED.get('source_refs') ?? [];
  const prefixes = new Set(kinds.flatMap((kind) => [...(ids.get(kind) ?? [])].map(prefixOf)));
  return (id) => {
    const prefix = prefixOf(id);
    return prefix !== undefined && prefixes.has(prefix);
  };
}

/** Known as "RC-2026-014-1", or as "AI-INC-2026-014#RC-1". Nothing is known of causes in an incident not read. */
function rootCauseFilter({ incidents, unread }: Workspace): (id: string) => boolean {
  const known = new Set(
    incidents.flatMap(({ id, rootCauseIds }) => rootCauseIds.flatMap((cause) => [cause, `${id}#${cause}`])),
  );
  return (id) => known.has(id) || unread.some(({ ref }) => ref.kind === 'incident');
}

function report({ ref }: Mentioning, { id, pointer }: Reference, near?: string): WorkspaceReport {
  const key = keyOf(pointer);
  const what = key === 'root_cause_refs' ? 'root cause' : sayKinds(EXPECTED.get(key) ?? []);
  return {
    document: ref,
    place: { pointer },
    message: `Unexpected ${JSON.stringify(id)}, no ${what} has this ${id.includes('/') ? 'path' : 'id'}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}
