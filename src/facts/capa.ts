import type { Capa, DeepPartial } from '../documents.ts';
import type { Document, DocumentRef } from '../types.ts';
import { type CapaFollowUp, capaFollowUp } from './follow-up.ts';
import { personName } from './person.ts';
import { type Reference, reference, references, refOf } from './reference.ts';

export interface CapaFacts {
  readonly kind: 'capa';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly actionKind: string | undefined;
  readonly state: string | undefined;
  readonly priority: string | undefined;
  readonly owner: string | undefined;
  readonly classification: string | undefined;
  /** Where it is tracked: URL or number of an issue. */
  readonly trackedAt: string | undefined;
  readonly openedAt: string | undefined;
  readonly dueDate: string | undefined;
  readonly originalDueDate: string | undefined;
  /** Latest date that an approved extension gives. */
  readonly extendedTo: string | undefined;
  readonly approvedAt: string | undefined;
  readonly implementedAt: string | undefined;
  readonly closedAt: string | undefined;
  /** Recorded moves of the due date. */
  readonly extensionCount: number;
  readonly effectiveness: {
    readonly plannedAt: string | undefined;
    readonly performedAt: string | undefined;
    readonly result: string | undefined;
  };
  readonly followUp: CapaFollowUp;
  /** Id of the incident it is embedded in, if any. */
  readonly parent: string | undefined;
  readonly sourceRefs: readonly Reference[];
  /** Clauses and controls that it is to meet again. */
  readonly requirements: readonly Reference[];
  readonly rootCauseRefs: readonly Reference[];
  readonly references: readonly Reference[];
}

export function capaFacts(document: Document<DeepPartial<Capa>>, parent?: string): CapaFacts {
  const { value } = document;
  return {
    kind: 'capa',
    ref: refOf(document),
    id: value.id,
    title: value.title,
    actionKind: value.kind,
    state: value.state,
    priority: value.priority,
    owner: personName(value.owner),
    classification: value.classification,
    trackedAt: value.github_issue?.toString(),
    openedAt: value.opened_at,
    dueDate: value.due_date,
    originalDueDate: value.original_due_date,
    extendedTo: (value.extensions ?? [])
      .flatMap(({ to, approved_by: by }) => (by === undefined ? [] : (to ?? [])))
      .sort()
      .at(-1),
    approvedAt: value.approved_at,
    implementedAt: value.implemented_at,
    closedAt: value.closure?.closed_at,
    extensionCount: (value.extensions ?? []).length,
    effectiveness: {
      plannedAt: value.effectiveness?.planned_at,
      performedAt: value.effectiveness?.performed_at,
      result: value.effectiveness?.result,
    },
    followUp: capaFollowUp(value),
    parent,
    sourceRefs: references(value.source_refs, '/source_refs'),
    requirements: references(value.requirement_refs, '/requirement_refs'),
    rootCauseRefs: references(value.root_cause_refs, '/root_cause_refs'),
    references: [
      ...reference(value.recurrence_of, '/recurrence_of'),
      ...reference(value.effectiveness?.follow_up_ref, '/effectiveness/follow_up_ref'),
      ...references(value.waivers, '/waivers'),
    ],
  };
}
