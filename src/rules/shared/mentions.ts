import type { CapaFacts, IncidentFacts, ProfileFacts, Reference, RunbookFacts } from '../../facts/index.ts';
import { pointerKeys } from '../../parse/source.ts';
import { joinNames } from '../../text/list.ts';
import { type CarrierKind, KIND_NAMES } from './carriers.ts';

/** What refers to other documents. */
export type Mentioning = IncidentFacts | CapaFacts | RunbookFacts | ProfileFacts;

/** What each key refers to. */
export const EXPECTED: ReadonlyMap<string, readonly CarrierKind[]> = new Map<string, readonly CarrierKind[]>([
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
  ['runbook_refs', ['runbook']],
  ['updated_after', ['incident']],
]);

export function mentionsOf(document: Mentioning): readonly Reference[] {
  if (document.kind === 'incident') return [...document.capaRefs, ...document.references];
  if (document.kind === 'runbook' || document.kind === 'profile') return document.references;
  return [...document.sourceRefs, ...document.rootCauseRefs, ...document.references];
}

/** The property that holds the reference: "related" of "/related/0/id". */
export function keyOf(pointer: string): string {
  return pointerKeys(pointer).findLast((key) => EXPECTED.has(key)) ?? '';
}

/** "incident, CAPA or runbook" */
export function sayKinds(kinds: readonly CarrierKind[]): string {
  const names = kinds.map((kind) => (kind === 'capa' ? KIND_NAMES.capa : KIND_NAMES[kind].toLowerCase()));
  return joinNames(names, 'or');
}
