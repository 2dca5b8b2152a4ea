import type { CapaFacts, IncidentFacts, Workspace } from '../facts/index.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isCapaRunning } from './shared/capa-states.ts';
import { linkCapas } from './shared/linked-capas.ts';

/** Days late, up to and including; what is later still is in the last bucket. */
const BUCKETS: readonly (readonly [upTo: number, name: string])[] = [
  [30, '1–30'],
  [60, '31–60'],
  [90, '61–90'],
];
const LAST_BUCKET = '> 90';
const FIRST_BUCKET = 30;

export default defineWorkspaceRule({
  id: 'capa-overdue',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 c'],
  summary:
    'A CAPA is past its due date and not implemented; an error after 30 days, or from the first for a critical one.',
  rationale:
    'An action open past its date with nobody reacting is what auditors write up most; until it is done the cause of the incident is still there.',
  fix: 'Implement the CAPA and record it, or record an approved entry under "extensions:" and move "due_date:".',
  dated: true,
  *check(workspace, { asOf, zone }) {
    const worst = worstIncidents(workspace);
    for (const capa of workspace.capas) {
      const deadline = deadlineOf(capa.dueDate, zone);
      if (!isCapaRunning(capa.state) || deadline === undefined || asOf <= deadline) continue;
      yield report(capa, daysBetween(zone.dateOf(deadline), zone.dateOf(asOf)), worst.get(capa));
    }
  },
});

/** The incident of the worst level behind a CAPA, for those that have one. */
function worstIncidents(workspace: Workspace): Map<CapaFacts, IncidentFacts> {
  const capasOf = linkCapas(workspace);
  const worst = workspace.incidents.filter(({ severity }) => workspace.severities.rankOf(severity) === 1);
  return new Map(worst.flatMap((incident) => capasOf(incident).map(({ capa }) => [capa, incident] as const)));
}

function report(capa: CapaFacts, days: number, incident: IncidentFacts | undefined): WorkspaceReport {
  const bucket = BUCKETS.find(([upTo]) => days <= upTo)?.[1] ?? LAST_BUCKET;
  const who = capa.owner === undefined ? 'no owner' : `owner ${capa.owner}`;
  const isGrave = days > FIRST_BUCKET || capa.priority === 'critical' || incident !== undefined;
  return {
    document: capa.ref,
    place: { pointer: '/due_date' },
    severity: isGrave ? 'error' : 'warning',
    message: `${capa.id ?? 'CAPA'} is ${count(days, 'day')} overdue (${bucket}): due ${capa.dueDate}, state ${capa.state}, ${who}`,
    related: incident ? [behind(incident)] : [],
  };
}

function behind({ ref, id, severity }: IncidentFacts) {
  return { document: ref, place: { pointer: '/severity' }, message: `${id ?? 'Incident'} is ${severity}` };
}
