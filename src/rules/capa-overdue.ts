import { isCapaRunning } from '../facts/capa-states.ts';
import type { CapaFacts, IncidentFacts, Workspace } from '../facts/index.ts';
import { linkCapas } from '../facts/linked-capas.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly buckets: readonly number[];
}

export default defineWorkspaceRule<Options>({
  id: 'capa-overdue',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 c'],
  summary:
    'A CAPA is past its due date and not implemented; an error after 30 days, or from the first day for a critical one.',
  rationale:
    'An action open past its date with nobody reacting is what auditors write up most; until it is done the cause of the incident is still there.',
  fix: 'Implement the CAPA and record it, or record an approved entry under "extensions:" and move "due_date:".',
  dated: true,
  options: {
    buckets: {
      title: 'Buckets',
      description:
        'Last day late of each ageing bucket but the open-ended last one, in ascending order. What is past the first bucket is an error.',
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: { type: 'integer', minimum: 1, maximum: 3_650 },
    },
  },
  defaults: { buckets: [30, 60, 90] },
  *check(workspace, { asOf, zone, options }) {
    const worst = worstIncidents(workspace);
    for (const capa of workspace.capas) {
      const deadline = deadlineOf(capa.dueDate, zone);
      if (!isCapaRunning(capa.state) || deadline === undefined || asOf <= deadline) continue;
      const due = zone.dateOf(deadline);
      const days = daysBetween(due, zone.dateOf(asOf));
      yield report(capa, { due, days, incident: worst.get(capa), ...options });
    }
  },
});

/** The incident of the worst level behind a CAPA, for those that have one. */
function worstIncidents(workspace: Workspace): Map<CapaFacts, IncidentFacts> {
  const capasOf = linkCapas(workspace);
  const worst = workspace.incidents.filter(({ severity }) => workspace.severities.rankOf(severity) === 1);
  return new Map(worst.flatMap((incident) => capasOf(incident).map(({ capa }) => [capa, incident] as const)));
}

interface Lateness extends Options {
  readonly due: string;
  readonly days: number;
  readonly incident: IncidentFacts | undefined;
}

function report(capa: CapaFacts, { due, days, buckets, incident }: Lateness): WorkspaceReport {
  const who = capa.owner === undefined ? 'no owner' : `owner ${capa.owner}`;
  const isGrave = days > (buckets[0] ?? 0) || capa.priority === 'critical' || incident !== undefined;
  return {
    document: capa.ref,
    place: { pointer: '/due_date' },
    severity: isGrave ? 'error' : 'warning',
    message: `${capa.id ?? 'CAPA'} is ${count(days, 'day')} overdue (${bucketOf(days, buckets)}): due ${capa.dueDate}, state ${capa.state}, ${who}`,
    due,
    related: incident ? [behind(incident)] : [],
  };
}

function behind({ ref, id, severity }: IncidentFacts) {
  return { document: ref, place: { pointer: '/severity' }, message: `${id ?? 'Incident'} is ${severity}` };
}

/** "31–60", "> 90" */
function bucketOf(days: number, buckets: readonly number[]): string {
  const at = buckets.findIndex((upTo) => days <= upTo);
  return at < 0 ? `> ${buckets.at(-1)}` : `${(buckets[at - 1] ?? 0) + 1}–${buckets[at]}`;
}
