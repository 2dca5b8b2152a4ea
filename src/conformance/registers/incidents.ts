import { hasReached } from '../../facts/incident-states.ts';
import type { IncidentFacts, Workspace } from '../../facts/index.ts';
import { linkCapas } from '../../facts/linked-capas.ts';
import { daysBetween } from '../../time.ts';
import type { Lookup } from '../input.ts';
import type { IncidentRow } from '../model.ts';

/** Every incident record, open ones first, worst severity first, then by id. */
export function incidentRegister(workspace: Workspace, lookup: Lookup): IncidentRow[] {
  const capasOf = linkCapas(workspace);
  const rank = ({ severity }: IncidentRow) => workspace.severities.rankOf(severity ?? undefined) ?? 99;
  return workspace.incidents
    .map((incident) => rowOf(incident, { lookup, capas: capasOf(incident).flatMap(({ capa }) => capa.id ?? []) }))
    .sort((a, b) => Number(b.is_open) - Number(a.is_open) || rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

function rowOf(incident: IncidentFacts, { lookup, capas }: { lookup: Lookup; capas: readonly string[] }): IncidentRow {
  const { ref, id = ref.path, state, times } = incident;
  const { date, source, inPeriod, findings, today } = lookup;
  const [detected, closed] = [date(times.detected ?? times.reported), date(times.closed)];
  const isOpen = hasReached(state, 'reported') && !hasReached(state, 'closed');
  return {
    id,
    title: incident.title ?? null,
    kind: incident.eventKind ?? null,
    state: state ?? null,
    severity: incident.severity ?? null,
    category: incident.category ?? null,
    systems: incident.systems.map((system) => system.id),
    owner: incident.owner ?? null,
    detected,
    contained: date(times.contained),
    root_cause: date(times.investigated),
    closed,
    is_open: isOpen,
    in_period: inPeriod(detected),
    age_days: detected === null ? null : daysBetween(detected, isOpen ? today : (closed ?? today)),
    capas,
    findings: findings(ref.path, id),
    ...source(ref),
  };
}
