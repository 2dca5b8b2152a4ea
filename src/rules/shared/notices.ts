import { hasReached } from '../../facts/incident-states.ts';
import type { IncidentFacts, Workspace } from '../../facts/index.ts';

const SERIOUS = 2;

/**
 * Whether the record should say by now who was told: a serious incident once contained, any other when closed. An
 * exercise, and one that names nobody yet, are told elsewhere or not at all.
 */
export function isNoticeDue(incident: IncidentFacts, { severities }: Workspace): boolean {
  const { eventKind, state, severity, hasNotifications } = incident;
  if (eventKind === 'drill' || !hasNotifications) return false;
  const rank = severities.rankOf(severity) ?? Number.POSITIVE_INFINITY;
  return hasReached(state, rank <= SERIOUS ? 'contained' : 'closed');
}

/** Whether one of the audiences was told, or was not for a stated reason. */
export function hasAnswered({ handling: { answered } }: IncidentFacts, audiences: readonly string[]): boolean {
  return audiences.some((audience) => answered.includes(audience));
}
