import { ORDER } from '../../facts/incident-states.ts';

/** Where an incident is off the way: it comes back only by being reopened. */
export const SETTLED: ReadonlySet<string> = new Set(['closed', 'rejected', 'duplicate', 'merged']);

const KNOWN: ReadonlySet<string> = new Set([...ORDER, ...SETTLED, 'reopened']);

/** Whether a text is the name of a state. */
export function isKnownState(state: string | undefined): state is string {
  return state !== undefined && KNOWN.has(state);
}

/** Whether one state follows the other by itself: one stage on, aside before closure, or reopened after it. */
export function isLegalMove(from: string, to: string): boolean {
  if (from === to) return true;
  if (SETTLED.has(from)) return to === 'reopened';
  if (to === 'reopened') return false;
  if (SETTLED.has(to) && to !== 'closed') return true;
  if (from === 'reopened') return to === 'investigating' || to === 'remediating';
  const stages: readonly string[] = ORDER;
  return stages.indexOf(to) === stages.indexOf(from) + 1;
}
