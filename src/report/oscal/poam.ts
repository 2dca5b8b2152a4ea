import type { CapaRow, ConformanceResult, IncidentRow, WaiverRow } from '../../conformance/model.ts';
import { documentText, line, metadata, props, some, uuid } from './parts.ts';
import { riskId, risksOf } from './risks.ts';

/** OSCAL plan of action and milestones: CAPAs as items, incidents as risks, waivers as items that accept a deviation. */
export function renderOscalPoam(result: ConformanceResult): string {
  const { registers, organisation } = result.report;
  const items = [
    ...registers.capas.map((capa) => capaItem(capa, registers.incidents)),
    ...registers.waivers.map(waiverItem),
  ];
  return documentText({
    'plan-of-action-and-milestones': {
      uuid: uuid('poam', result.commit, result.as_of),
      metadata: metadata(result, 'corrective and preventive actions'),
      'system-id': { 'identifier-type': 'https://ietf.org/rfc/rfc4122', id: uuid('system', organisation.name) },
      ...some('risks', risksOf(result)),
      'poam-items': items.length > 0 ? items : [NOTHING],
    },
  });
}

/** The schema wants one item at least. */
const NOTHING = {
  uuid: uuid('poam-item', 'none'),
  title: 'No corrective action is recorded',
  description: 'The repository holds no CAPA and no waiver.',
};

function capaItem(capa: CapaRow, incidents: readonly IncidentRow[]) {
  const {
    id,
    title,
    kind,
    state,
    owner,
    due,
    original_due,
    implemented,
    days_overdue,
    extensions,
    effectiveness,
    file,
    blob,
  } = capa;
  const related = incidents.filter((incident) => capa.incidents.includes(incident.id));
  return {
    uuid: uuid('poam-item', id, file),
    title: line(`${id}: ${line(title)}`),
    description: `${line(kind)} action in state ${line(state)}.`,
    ...props({
      state,
      owner,
      due,
      'original-due': original_due,
      implemented,
      'days-overdue': days_overdue,
      extensions,
      effectiveness,
      file,
      blob,
    }),
    ...some(
      'related-risks',
      related.map((incident) => ({ 'risk-uuid': riskId(incident) })),
    ),
  };
}

function waiverItem({ id, reason, approved_by, until, status, rules, scope, file }: WaiverRow) {
  return {
    uuid: uuid('poam-item', 'waiver', id, file),
    title: line(`${id}: accepted deviation, ${status}`),
    description: line(reason),
    ...props({ 'deviation-status': status, 'approved-by': approved_by, until, rules: rules.join(', '), scope, file }),
  };
}
