import type { IncidentFacts, Workspace } from '../../facts/index.ts';
import type { Mentioning } from './mentions.ts';

/** Whether a root cause of that id is known, or may be. */
export type RootCauseFilter = (cause: string, citing: Mentioning) => boolean;

/**
 * Known as "RC-2026-014-1", or as "AI-INC-2026-014#RC-1". Nothing is known of causes in an incident that was not read,
 * nor of those in one that states none: that it does not is told there.
 */
export function findRootCauses({ incidents, unread }: Workspace): RootCauseFilter {
  const known = new Set(
    incidents.flatMap(({ id, rootCauseIds }) => rootCauseIds.flatMap((cause) => [cause, `${id}#${cause}`])),
  );
  const isUnread = unread.some(({ ref }) => ref.kind === 'incident');
  const open = incidents.filter(({ hasRootCause }) => !hasRootCause);
  return (cause, citing) =>
    isUnread ||
    known.has(cause) ||
    open.some((incident) => isBehind(incident, citing) || (incident.id !== undefined && cause.startsWith(incident.id)));
}

function isBehind({ id, ref }: IncidentFacts, citing: Mentioning): boolean {
  if (citing.kind !== 'capa') return false;
  if (citing.ref.path === ref.path && citing.ref.index === ref.index) return true;
  return citing.sourceRefs.some((source) => source.id === id);
}
