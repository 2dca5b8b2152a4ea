/** The way of an incident; a reopened one is investigated again. */
export const ORDER = [
  'reported',
  'triaged',
  'contained',
  'investigating',
  'remediating',
  'verifying',
  'closed',
] as const;

export type Stage = (typeof ORDER)[number];

/** Whether an incident in this state has reached a stage. Rejected, duplicate and merged ones are on no way. */
export function hasReached(state: string | undefined, stage: Stage): boolean {
  return incidentPosition(state) >= incidentPosition(stage);
}

const POSITIONS = new Map<string, number>([
  ...ORDER.map((stage, i) => [stage, i] as const),
  ['reopened', ORDER.indexOf('investigating')],
]);

/** How far along its way an incident in this state is; -1 where it is on no way. */
export function incidentPosition(state: string | undefined): number {
  return state === undefined ? -1 : (POSITIONS.get(state) ?? -1);
}

/** Whether an incident is on its way and has not yet reached a stage. */
export function isBefore(state: string | undefined, stage: Stage): boolean {
  return hasReached(state, 'reported') && !hasReached(state, stage);
}
