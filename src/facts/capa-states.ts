/** The way of a CAPA; a reopened one is investigated again. */
const ORDER = [
  'draft',
  'open',
  'investigating',
  'plan-proposed',
  'plan-approved',
  'in-progress',
  'implemented',
  'effectiveness-pending',
  'closed',
] as const;

export type CapaStage = (typeof ORDER)[number];

const SAME_AS = new Map([
  ['reopened', 'investigating'],
  ['closed-effective', 'closed'],
  ['closed-ineffective', 'closed'],
]);

/** Whether a CAPA in this state has reached a stage. Cancelled and transferred ones are on no way. */
export function hasCapaReached(state: string | undefined, stage: CapaStage): boolean {
  return capaPosition(state) >= ORDER.indexOf(stage);
}

/** How far along its way a CAPA in this state is; -1 where it is on no way. */
export function capaPosition(state: string | undefined): number {
  const stageOf = SAME_AS.get(state ?? '') ?? state;
  return (ORDER as readonly (string | undefined)[]).indexOf(stageOf);
}

/** Whether a CAPA is taken up and still has to be implemented: its due date binds. */
export function isCapaRunning(state: string | undefined): boolean {
  return hasCapaReached(state, 'open') && !hasCapaReached(state, 'implemented');
}
