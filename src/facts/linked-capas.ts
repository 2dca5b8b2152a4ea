import type { CapaFacts, IncidentFacts, Workspace } from './index.ts';

const SERIOUS = 2;

/** A CAPA of an incident, and where the incident names it ('/state' where only the CAPA names the incident). */
export interface LinkedCapa {
  readonly capa: CapaFacts;
  readonly pointer: string;
}

export type CapaLinks = (incident: IncidentFacts) => LinkedCapa[];

/** The CAPAs of an incident: embedded, named in capa_refs, or naming the incident in source_refs; each once. */
export const linkCapas: (workspace: Workspace) => CapaLinks = oncePerRun(({ capas }) => {
  const embedded = group(capas, ({ ref }) => (ref.base === '' ? [] : [placeOf(ref)]));
  const byId = group(capas, ({ id }) => id ?? []);
  const bySource = group(capas, ({ sourceRefs }) => sourceRefs.map(({ id }) => id));
  return ({ id, ref, capaRefs }) => {
    const linked = new Map<CapaFacts, string>();
    const add = (found: readonly CapaFacts[] | undefined, pointer: (capa: CapaFacts) => string) => {
      for (const capa of found ?? []) if (!linked.has(capa)) linked.set(capa, pointer(capa));
    };
    add(embedded.get(placeOf(ref)), (capa) => `${capa.ref.base}/state`);
    for (const reference of capaRefs) add(byId.get(reference.id), () => reference.pointer);
    if (id !== undefined) add(bySource.get(id), () => '/state');
    return [...linked].map(([capa, pointer]) => ({ capa, pointer }));
  };
});

/** Many rules ask the same of a workspace. */
function oncePerRun<T>(ask: (workspace: Workspace) => T): (workspace: Workspace) => T {
  const answers = new WeakMap<Workspace, T>();
  return (workspace) => {
    const known = answers.get(workspace) ?? ask(workspace);
    answers.set(workspace, known);
    return known;
  };
}

/** Whether an incident may not be settled by anything less than corrective action: serious, or not the first. */
export function needsCorrectiveCapa(incident: IncidentFacts, { severities }: Workspace): boolean {
  const rank = severities.rankOf(incident.severity);
  return incident.eventKind !== 'drill' && (incident.isRepeat || (rank !== undefined && rank <= SERIOUS));
}

const placeOf = ({ path, index }: CapaFacts['ref']) => `${index} ${path}`;

function group(capas: readonly CapaFacts[], keysOf: (capa: CapaFacts) => string | readonly string[]) {
  const groups = new Map<string, CapaFacts[]>();
  for (const capa of capas) {
    for (const key of [keysOf(capa)].flat()) {
      const found = groups.get(key);
      if (found) found.push(capa);
      else groups.set(key, [capa]);
    }
  }
  return groups;
}

/** The incidents behind a CAPA, the worst first; of equals the first of the workspace. */
export const incidentsBehind: (workspace: Workspace) => (capa: CapaFacts) => readonly IncidentFacts[] = oncePerRun(
  (workspace) => {
    const capasOf = linkCapas(workspace);
    const rank = ({ severity }: IncidentFacts) => workspace.severities.rankOf(severity) ?? Number.POSITIVE_INFINITY;
    const behind = new Map<CapaFacts, IncidentFacts[]>();
    for (const incident of [...workspace.incidents].sort((a, b) => compareRanks(rank(a), rank(b)))) {
      for (const { capa } of capasOf(incident)) {
        const known = behind.get(capa);
        if (known) known.push(incident);
        else behind.set(capa, [incident]);
      }
    }
    return (capa) => behind.get(capa) ?? [];
  },
);

const compareRanks = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
