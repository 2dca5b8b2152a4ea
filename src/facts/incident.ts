import type { DeepPartial, Incident } from '../documents.ts';
import type { Document, DocumentRef } from '../types.ts';
import { each } from './each.ts';
import { type IncidentFollowUp, incidentFollowUp } from './follow-up.ts';
import { type HandlingFacts, handlingFacts } from './handling.ts';
import { type NoticeFacts, noticeFacts } from './notices.ts';
import { personName } from './person.ts';
import { mention, type Reference, reference, references, refOf } from './reference.ts';

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

export function incidentFacts(document: Document<DeepPartial<Incident>>): IncidentFacts {
  const { value } = document;
  const { containment, investigation, nonconformity_assessment: assessment, closure } = value;
  const causes = investigation?.root_causes;
  const isContainmentWaived = containment?.not_applicable_reason !== undefined;
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
    times: timesIn(value),
    occurredPrecision: value.occurred_precision,
    owner: personName(value.owner),
    classification: value.classification,
    trackedAt: value.github_issue?.toString(),
    systems: each(value.ai_systems, ({ system_id: id }, i) => mention(id, `/ai_systems/${i}/system_id`)),
    hasContainment: isContainmentWaived || isFilled(containment?.actions),
    isContainmentWaived,
    hasEvidence: isFilled(value.evidence),
    hasNotifications: isFilled(value.notifications),
    hasReopening: isFilled(value.reopened),
    isRepeat: value.related?.some(({ relation }) => relation === 'recurrence') ?? false,
    hasRootCause: isFilled(causes) || investigation?.undetermined !== undefined,
    rootCauseIds: each(causes, ({ id }) => id),
    causeCategories: each(causes, ({ category }) => category),
    capaRefs: references(value.capa_refs, '/capa_refs'),
    embeddedCapaIds: each(value.capa, ({ id }) => id),
    hasCapa: isFilled(value.capa_refs) || isFilled(value.capa),
    hasNoCapaRationale: value.no_capa_rationale !== undefined,
    hasReview: value.review !== undefined,
    notices: noticeFacts(value),
    followUp: incidentFollowUp(value),
    handling: handlingFacts(value),
    requirements: references(assessment?.requirement_refs, '/nonconformity_assessment/requirement_refs'),
    effectivenessPending: closure?.effectiveness_pending_capas ?? [],
    references: mentionsIn(value),
    told: each(value.notifications, ({ audience, sent_at: sentAt, channel }): Told => ({ audience, sentAt, channel })),
  };
}

const isFilled = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;

function timesIn(value: DeepPartial<Incident>): IncidentFacts['times'] {
  return {
    occurred: value.occurred_at,
    reported: value.reported_at,
    detected: value.detected_at,
    triaged: value.triage?.at,
    contained: value.containment?.contained_at,
    investigated: value.investigation?.completed_at,
    restored: value.recovery?.restored_at,
    closed: value.closure?.closed_at,
    reviewed: value.review?.held_at,
  };
}

function mentionsIn({ containment, related, duplicate_of, waivers, closure }: DeepPartial<Incident>): Reference[] {
  const pending = closure?.effectiveness_pending_capas;
  return [
    ...each(containment?.actions, ({ runbook_ref: id }, i) => mention(id, `/containment/actions/${i}/runbook_ref`)),
    ...each(related, ({ id }, i) => mention(id, `/related/${i}/id`)),
    ...reference(duplicate_of, '/duplicate_of'),
    ...references(waivers, '/waivers'),
    ...references(pending, '/closure/effectiveness_pending_capas'),
  ];
}
