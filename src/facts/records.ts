import type { Capa, DeepPartial, Incident, Profile, Runbook } from '../documents.ts';
import type { Commitment } from '../policy-value.ts';
import type { Document, DocumentRef } from '../types.ts';
import { type CapaFollowUp, capaFollowUp, type IncidentFollowUp, incidentFollowUp } from './follow-up.ts';
import { type HandlingFacts, handlingFacts } from './handling.ts';
import { type NoticeFacts, noticeFacts } from './notices.ts';
import { type OrganisationFacts, organisationFacts } from './organisation.ts';
import { personName } from './person.ts';
import { type ReadinessFacts, readinessFacts } from './readiness.ts';

export { personName, samePerson } from './person.ts';

/** A mention of another document by its id, and where it stands. */
export interface Reference {
  readonly id: string;
  readonly pointer: string;
}

/** Times are as written (see src/time.ts); absent ones are undefined. */
export interface IncidentFacts {
  readonly kind: 'incident';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly eventKind: string | undefined;
  readonly state: string | undefined;
  readonly severity: string | undefined;
  readonly category: string | undefined;
  readonly hasSeverityRationale: boolean;
  readonly times: {
    readonly occurred: string | undefined;
    readonly reported: string | undefined;
    readonly detected: string | undefined;
    readonly triaged: string | undefined;
    readonly contained: string | undefined;
    readonly investigated: string | undefined;
    readonly restored: string | undefined;
    readonly closed: string | undefined;
    readonly reviewed: string | undefined;
  };
  readonly occurredPrecision: string | undefined;
  readonly owner: string | undefined;
  readonly classification: string | undefined;
  /** Where it is tracked: URL or number of an issue. */
  readonly trackedAt: string | undefined;
  readonly systems: readonly Reference[];
  readonly hasContainment: boolean;
  /** Said not to be applicable, with a reason. */
  readonly isContainmentWaived: boolean;
  readonly hasEvidence: boolean;
  readonly hasNotifications: boolean;
  readonly hasReopening: boolean;
  /** Related to an earlier incident as its recurrence. */
  readonly isRepeat: boolean;
  readonly hasRootCause: boolean;
  readonly rootCauseIds: readonly string[];
  readonly causeCategories: readonly string[];
  readonly capaRefs: readonly Reference[];
  readonly embeddedCapaIds: readonly string[];
  readonly hasCapa: boolean;
  readonly hasNoCapaRationale: boolean;
  readonly hasReview: boolean;
  readonly notices: NoticeFacts;
  readonly followUp: IncidentFollowUp;
  readonly handling: HandlingFacts;
  /** Clauses and controls that the incident does not meet. */
  readonly requirements: readonly Reference[];
  readonly effectivenessPending: readonly string[];
  /** Every other mention of a document: runbooks cited, related records, duplicate_of, waivers. */
  readonly references: readonly Reference[];
  /** Who was told and when. */
  readonly told: readonly Told[];
}

export interface Told {
  readonly audience: string | undefined;
  readonly sentAt: string | undefined;
  readonly channel: string | undefined;
}

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

export interface RunbookFacts {
  readonly kind: 'runbook';
  readonly ref: DocumentRef;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly status: string | undefined;
  readonly severities: readonly Reference[];
  readonly systems: readonly Reference[];
  readonly reviewDue: string | undefined;
  readonly lastDrill: string | undefined;
  readonly drillType: string | undefined;
  readonly drillResult: string | undefined;
  readonly drillIntervalDays: number | undefined;
  readonly readiness: ReadinessFacts;
  readonly commitments: readonly Commitment[];
  readonly references: readonly Reference[];
}

export interface ProfileFacts {
  readonly kind: 'profile';
  readonly ref: DocumentRef;
  readonly legalName: string | undefined;
  readonly shortName: string | undefined;
  /** What the AI management system covers, in the organisation's words. */
  readonly scope: string | undefined;
  readonly systems: readonly {
    readonly id: string;
    readonly name: string | undefined;
    readonly status: string | undefined;
    readonly criticality: string | undefined;
    readonly environments: readonly string[];
    readonly vendor: string | undefined;
    readonly customers: readonly string[];
    readonly pointer: string;
  }[];
  readonly organisation: OrganisationFacts;
  /** Promised times by kind, as written. */
  readonly slas: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly references: readonly Reference[];
}

/** A document that could not be parsed: ids it seems to hold or mention, so that others do not dangle because of it. */
export interface UnreadFacts {
  readonly kind: 'unread';
  readonly ref: DocumentRef;
  readonly mentions: readonly string[];
}

function references(ids: readonly unknown[] | undefined, pointer: string): Reference[] {
  return (ids ?? []).flatMap((id, i) => (typeof id === 'string' ? [{ id, pointer: `${pointer}/${i}` }] : []));
}

function reference(id: string | undefined, pointer: string): Reference[] {
  return id === undefined ? [] : [{ id, pointer }];
}

const refOf = ({ kind, path, index, base }: Document): DocumentRef => ({ kind, path, index, base });

export function incidentFacts(document: Document<DeepPartial<Incident>>): IncidentFacts {
  const { value } = document;
  const causes = value.investigation?.root_causes ?? [];
  return {
    kind: 'incident',
    ref: refOf(document),
    id: value.id,
    title: value.title,
    eventKind: value.kind,
    state: value.state,
    severity: value.severity,
    category: value.category,
    hasSeverityRationale: value.severity_rationale !== undefined,
    times: {
      occurred: value.occurred_at,
      reported: value.reported_at,
      detected: value.detected_at,
      triaged: value.triage?.at,
      contained: value.containment?.contained_at,
      investigated: value.investigation?.completed_at,
      restored: value.recovery?.restored_at,
      closed: value.closure?.closed_at,
      reviewed: value.review?.held_at,
    },
    occurredPrecision: value.occurred_precision,
    owner: personName(value.owner),
    classification: value.classification,
    trackedAt: value.github_issue?.toString(),
    systems: (value.ai_systems ?? []).flatMap((system, i) => reference(system.system_id, `/ai_systems/${i}/system_id`)),
    hasContainment:
      (value.containment?.actions ?? []).length > 0 || value.containment?.not_applicable_reason !== undefined,
    isContainmentWaived: value.containment?.not_applicable_reason !== undefined,
    hasEvidence: (value.evidence ?? []).length > 0,
    hasNotifications: (value.notifications ?? []).length > 0,
    hasReopening: (value.reopened ?? []).length > 0,
    isRepeat: (value.related ?? []).some(({ relation }) => relation === 'recurrence'),
    hasRootCause: causes.length > 0 || value.investigation?.undetermined !== undefined,
    rootCauseIds: causes.flatMap((cause) => cause.id ?? []),
    causeCategories: causes.flatMap((cause) => cause.category ?? []),
    capaRefs: references(value.capa_refs, '/capa_refs'),
    embeddedCapaIds: (value.capa ?? []).flatMap((capa) => capa.id ?? []),
    hasCapa: (value.capa_refs ?? []).length > 0 || (value.capa ?? []).length > 0,
    hasNoCapaRationale: value.no_capa_rationale !== undefined,
    hasReview: value.review !== undefined,
    notices: noticeFacts(value),
    followUp: incidentFollowUp(value),
    handling: handlingFacts(value),
    requirements: references(
      value.nonconformity_assessment?.requirement_refs,
      '/nonconformity_assessment/requirement_refs',
    ),
    effectivenessPending: value.closure?.effectiveness_pending_capas ?? [],
    references: [
      ...(value.containment?.actions ?? []).flatMap((action, i) =>
        reference(action.runbook_ref, `/containment/actions/${i}/runbook_ref`),
      ),
      ...(value.related ?? []).flatMap((related, i) => reference(related.id, `/related/${i}/id`)),
      ...reference(value.duplicate_of, '/duplicate_of'),
      ...references(value.waivers, '/waivers'),
      ...references(value.closure?.effectiveness_pending_capas, '/closure/effectiveness_pending_capas'),
    ],
    told: (value.notifications ?? []).map(({ audience, sent_at, channel }) => ({
      audience,
      sentAt: sent_at,
      channel,
    })),
  };
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

export function runbookFacts(document: Document<DeepPartial<Runbook>>): RunbookFacts {
  const { value } = document;
  return {
    kind: 'runbook',
    ref: refOf(document),
    id: value.id,
    title: value.title,
    status: value.status,
    severities: references(value.severity, '/severity'),
    systems: references(value.ai_systems, '/ai_systems'),
    reviewDue: value.review_due,
    lastDrill: value.last_drill?.date,
    drillType: value.last_drill?.type,
    drillResult: value.last_drill?.result,
    drillIntervalDays: value.drill_interval_days,
    readiness: readinessFacts(document),
    commitments: document.commitments ?? [],
    references: [
      ...reference(value.related_policy, '/related_policy'),
      ...references(value.related_runbooks, '/related_runbooks'),
      ...references(value.updated_after, '/updated_after'),
    ],
  };
}

export function profileFacts(document: Document<DeepPartial<Profile>>): ProfileFacts {
  const { organisation, aims, ai_systems: systems = [], slas = {} } = document.value;
  return {
    kind: 'profile',
    ref: refOf(document),
    legalName: organisation?.legal_name,
    shortName: organisation?.short_name,
    scope: aims?.scope,
    systems: systems.flatMap(({ id, name, status, criticality, environments = [], vendor, customers = [] }, i) =>
      id === undefined
        ? []
        : [{ id, name, status, criticality, environments, vendor, customers, pointer: `/ai_systems/${i}` }],
    ),
    organisation: organisationFacts(document.value),
    slas: slas as ProfileFacts['slas'],
    references: systems.flatMap((system, i) => references(system.runbook_refs, `/ai_systems/${i}/runbook_refs`)),
  };
}

const RECORD_ID = /\b[A-Z][A-Z0-9]{0,15}(?:-[A-Z][A-Z0-9]{0,15}){0,3}-\d{1,8}(?:-\d{1,8})?\b/g;

/** @param text what could not be parsed; its name counts too, for the record's own id. */
export function unreadFacts(ref: DocumentRef, text: string): UnreadFacts {
  return { kind: 'unread', ref, mentions: [...new Set(`${ref.path}\n${text}`.match(RECORD_ID) ?? [])] };
}
