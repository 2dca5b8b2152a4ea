import type { DeepPartial, Incident } from '../documents.ts';
import { each } from './each.ts';
import { mention, type Reference, reference, references } from './reference.ts';

/** What was done about an incident, for whom it mattered, and who was told. */
export interface HandlingFacts {
  readonly secondary: readonly string[];
  readonly detectionMethod: string | undefined;
  readonly isActual: boolean;
  readonly affectedGroups: readonly string[];
  readonly minors: boolean;
  readonly specialCategories: boolean;
  readonly actionTypes: readonly string[];
  readonly citesRunbook: boolean;
  /** Audiences told, and those not told for a stated reason. */
  readonly answered: readonly string[];
  readonly systemRoles: readonly { readonly id: string; readonly role: string }[];
  readonly evidence: readonly {
    readonly type: string | undefined;
    readonly collectedAt: string | undefined;
    readonly retentionUntil: string | undefined;
    readonly pointer: string;
  }[];
  /** Where evidence is said to be: paths, addresses or ids. */
  readonly places: readonly Reference[];
  readonly trendRef: string | undefined;
}

export function handlingFacts(value: DeepPartial<Incident>): HandlingFacts {
  const { impact, containment, notifications, not_notified: declined } = value;
  const actions = containment?.actions;
  return {
    secondary: value.secondary ?? [],
    detectionMethod: value.detection?.method,
    isActual: impact?.actual_or_potential === 'actual',
    affectedGroups: impact?.affected_groups ?? [],
    minors: impact?.minors === true,
    specialCategories: impact?.special_categories === true,
    actionTypes: each(actions, ({ type }) => type),
    citesRunbook: actions?.some((action) => action.runbook_ref !== undefined) ?? false,
    answered: [...each(notifications, ({ audience }) => audience), ...each(declined, ({ audience }) => audience)],
    systemRoles: each(value.ai_systems, ({ system_id: id, role }) => (id && role ? { id, role } : undefined)),
    evidence: each(value.evidence, ({ type, collected_at: collectedAt, retention_until: retentionUntil }, i) => ({
      type,
      collectedAt,
      retentionUntil,
      pointer: `/evidence/${i}`,
    })),
    places: placesIn(value),
    trendRef: value.review?.trend_ref,
  };
}

function placesIn({ evidence, recovery, closure, notifications, links, review }: DeepPartial<Incident>): Reference[] {
  return [
    ...each(evidence, ({ uri }, i) => mention(uri, `/evidence/${i}/uri`)),
    ...references(recovery?.validation_refs, '/recovery/validation_refs'),
    ...references(closure?.evidence_refs, '/closure/evidence_refs'),
    ...each(notifications, (one, i) => mention(one.evidence_ref, `/notifications/${i}/evidence_ref`)),
    ...each(links, ({ url }, i) => mention(url, `/links/${i}/url`)),
    ...reference(review?.knowledge_base_ref, '/review/knowledge_base_ref'),
  ];
}
