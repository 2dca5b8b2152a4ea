import type { CapaFacts, IncidentFacts, Reference, RunbookFacts, Workspace } from '../facts/index.ts';
import { pointerKeys } from '../parse/source.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { type CarrierKind, type Carriers, findCarriers, KIND_NAMES, prefixOf, suggestId } from './shared/carriers.ts';

/** What each key refers to. */
const EXPECTED: ReadonlyMap<string, readonly CarrierKind[]> = new Map<string, readonly CarrierKind[]>([
  ['capa_refs', ['capa']],
  ['source_refs', ['incident', 'capa', 'runbook']],
  ['root_cause_refs', ['incident']],
  ['runbook_ref', ['runbook']],
  ['related', ['incident', 'capa']],
  ['duplicate_of', ['incident']],
  ['waivers', ['waiver']],
  ['effectiveness_pending_capas', ['capa']],
  ['recurrence_of', ['capa']],
  ['follow_up_ref', ['capa']],
  ['related_policy', ['policy']],
  ['related_runbooks', ['runbook']],
  ['updated_after', ['incident']],
]);

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
    for (const document of [...workspace.incidents, ...workspace.capas, ...workspace.runbooks]) {
      const told = new Set<string>();
      for (const reference of mentionsOf(document)) {
        const { id, pointer } = reference;
        const key = keyOf(pointer);
        const kinds = EXPECTED.get(key) ?? [];
        if (told.has(id) || (key === 'source_refs' && !isOurs(id))) continue;
        // Waivers that were not read are not known to be missing.
        if (key === 'waivers' && !workspace.waivers) continue;
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

function mentionsOf(document: IncidentFacts | CapaFacts | RunbookFacts): readonly Reference[] {
  if (document.kind === 'incident') return [...document.capaRefs, ...document.references];
  if (document.kind === 'runbook') return document.references;
  return [...document.sourceRefs, ...document.rootCauseRefs, ...document.references];
}

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

/** The property that holds the reference: "related" of "/related/0/id". */
function keyOf(pointer: string): string {
  return pointerKeys(pointer).findLast((key) => EXPECTED.has(key)) ?? '';
}

function report(
  { ref }: IncidentFacts | CapaFacts | RunbookFacts,
  { id, pointer }: Reference,
  near?: string,
): WorkspaceReport {
  const key = keyOf(pointer);
  const names = (EXPECTED.get(key) ?? []).map((kind) => KIND_NAMES[kind]);
  const what = key === 'root_cause_refs' ? 'root cause' : lowerFirst(names);
  return {
    document: ref,
    place: { pointer },
    message: `Unexpected ${JSON.stringify(id)}, no ${what} has this id${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

/** "incident, CAPA or runbook" */
function lowerFirst(names: readonly string[]): string {
  const words = names.map((name) => (name === 'CAPA' ? name : name.toLowerCase()));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
