import type { Workspace } from '../facts/index.ts';
import { incidentsBehind } from '../facts/linked-capas.ts';
import { type Judgement, judgeCapa, judgeIncident, type Now } from './judge.ts';
import { judgeNotices } from './notices.ts';
import { CAPA_TASKS, type CapaTask, INCIDENT_TASKS, type IncidentTask } from './tasks.ts';

const INCIDENT_KINDS = Object.keys(INCIDENT_TASKS) as IncidentTask[];
const CAPA_KINDS = Object.keys(CAPA_TASKS) as CapaTask[];

/**
 * Every promise held against every record that it is made for, in the order of the records, defaults included
 * (`promise.by` tells). A denominator is the number of judgements; those that are open or not evaluable are in it.
 */
export function promiseLedger(workspace: Workspace, now: Now): Judgement[] {
  const behind = incidentsBehind(workspace);
  return [
    ...workspace.incidents.flatMap((incident) =>
      INCIDENT_KINDS.flatMap((kind) => judgeIncident(incident, kind, { workspace, now }) ?? []),
    ),
    ...workspace.incidents.flatMap((incident) => judgeNotices(incident, { workspace, now })),
    ...workspace.capas.flatMap((capa) =>
      CAPA_KINDS.flatMap((kind) => judgeCapa(capa, kind, { workspace, now, behind: behind(capa) }) ?? []),
    ),
  ];
}
