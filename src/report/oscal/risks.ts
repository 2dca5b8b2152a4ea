import type { CapaRow, ConformanceResult, IncidentRow } from '../../conformance/model.ts';
import { line, props, some, startOf, uuid } from './parts.ts';

export const riskId = ({ id, file }: Pick<IncidentRow, 'id' | 'file'>): string => uuid('risk', id, file);

/** Every incident as a risk, its CAPAs as remediations with their deadlines, its waivers as deviations. */
export function risksOf(result: ConformanceResult) {
  const { incidents, capas } = result.report.registers;
  return incidents.map((incident) => {
    const own = capas.filter(({ incidents: ids, file }) => ids.includes(incident.id) || file === incident.file);
    const dues = own.flatMap(({ due, is_open }) => (due !== null && is_open ? [due] : [])).sort();
    const isWaived = result.findings.some(({ waived, subject }) => waived && subject === incident.id);
    return {
      uuid: riskId(incident),
      title: line(`${incident.id}: ${line(incident.title)}`),
      description: `AI incident in state ${line(incident.state)}, severity ${line(incident.severity)}.`,
      statement: line(incident.title),
      ...props({
        severity: incident.severity,
        category: incident.category,
        state: incident.state,
        file: incident.file,
        blob: incident.blob,
      }),
      status: isWaived ? 'deviation-approved' : statusOf(incident, own),
      ...(dues[0] === undefined ? {} : { deadline: startOf(dues[0]) }),
      ...some(
        'remediations',
        own.map((capa) => remediationOf(incident, capa)),
      ),
    };
  });
}

function statusOf({ is_open, root_cause }: IncidentRow, capas: readonly CapaRow[]): string {
  if (!is_open) return 'closed';
  if (capas.length > 0) return 'remediating';
  return root_cause === null ? 'investigating' : 'open';
}

function remediationOf(incident: IncidentRow, capa: CapaRow) {
  return {
    uuid: uuid('remediation', incident.id, incident.file, capa.id, capa.file),
    lifecycle: capa.implemented === null ? 'planned' : 'completed',
    title: line(`${capa.id}: ${line(capa.title)}`),
    description: `CAPA in state ${line(capa.state)}, owner ${line(capa.owner)}.`,
    ...props({
      kind: capa.kind,
      state: capa.state,
      owner: capa.owner,
      'days-overdue': capa.days_overdue,
      effectiveness: capa.effectiveness,
    }),
    ...(capa.due === null ? {} : { tasks: [taskOf(capa, capa.due)] }),
  };
}

function taskOf(capa: CapaRow, due: string) {
  const start = capa.opened !== null && capa.opened <= due ? capa.opened : due;
  return {
    uuid: uuid('task', capa.id, capa.file),
    type: 'action',
    title: line(capa.title),
    timing: { 'within-date-range': { start: startOf(start), end: startOf(due) } },
  };
}
