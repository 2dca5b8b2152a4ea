import type { DeepPartial, Incident } from '../documents.ts';
import type { Reference } from './records.ts';

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
  readonly answered: ReadonlySet<string>;
  readonly systemRoles: ReadonlyMap<string, string>;
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
  const { impact, containment, notifications = [], not_notified: declined = [], evidence = [] } = value;
  const actions = containment?.actions ?? [];
  return {
    secondary: value.secondary ?? [],
    detectionMethod: value.detection?.method,
    isActual: impact?.actual_or_potential === 'actual',
    affectedGroups: impact?.affected_groups ?? [],
    minors: impact?.minors === true,
    specialCategories: impact?.special_categories === true,
    actionTypes: actions.flatMap(({ type }) => type ?? []),
    citesRunbook: actions.some((action) => action.runbook_ref !== undefined),
    answered: new Set([...notifications, ...declined].flatMap(({ audience }) => audience ?? [])),
    systemRoles: new Map(
      (value.ai_systems ?? []).flatMap(({ system_id: id, role }) => (id && role ? [[id, role] as const] : [])),
    ),
    evidence: evidence.map(({ type, collected_at, retention_until }, i) => ({
      type,
      collectedAt: collected_at,
      retentionUntil: retention_until,
      pointer: `/evidence/${i}`,
    })),
    places: placesIn(value),
    trendRef: value.review?.trend_ref,
  };
}

function placesIn({ evidence, recovery, closure, notifications, links, review }: DeepPartial<Incident>): Reference[] {
  const at = (pointer: string, id: string | undefined) => (id === undefined ? [] : [{ id, pointer }]);
  const each = (pointer: string, ids: readonly string[] = []) => ids.flatMap((id, i) => at(`${pointer}/${i}`, id));
  return [
    ...(evidence ?? []).flatMap(({ uri }, i) => at(`/evidence/${i}/uri`, uri)),
    ...each('/recovery/validation_refs', recovery?.validation_refs),
    ...each('/closure/evidence_refs', closure?.evidence_refs),
    ...(notifications ?? []).flatMap((one, i) => at(`/notifications/${i}/evidence_ref`, one.evidence_ref)),
    ...(links ?? []).flatMap(({ url }, i) => at(`/links/${i}/url`, url)),
    ...at('/review/knowledge_base_ref', review?.knowledge_base_ref),
  ];
}
