import type { RunbookFacts, Workspace } from '../facts/index.ts';
import { deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'runbook-drill-failed-open',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['10.2', '9.1'],
  summary: 'The last drill of a runbook failed, and no CAPA or issue deals with it.',
  rationale:
    'A failed drill is a nonconformity found in time; without an action the runbook stays one that is known not to work.',
  fix: 'Open a CAPA that names the runbook under "source_refs:", or add "follow_up_ref:" with its id or the issue to last_drill.',
  check(workspace, { zone }) {
    return workspace.runbooks
      .filter(
        (runbook) =>
          runbook.drillResult === 'failed' && !isFollowed(runbook, workspace, (date) => deadlineOf(date, zone)),
      )
      .map(({ ref, id, lastDrill }) => ({
        document: ref,
        place: { pointer: '/last_drill/result' },
        message: `Drill of ${id ?? 'the runbook'}${lastDrill === undefined ? '' : ` on ${lastDrill}`} failed; no CAPA or issue deals with it`,
      }));
  },
});

type Read = (date: string | undefined) => number | undefined;

/** A CAPA that was opened before the drill deals with something else. One that cannot be read may deal with it. */
function isFollowed({ id, readiness, lastDrill }: RunbookFacts, { capas, unread }: Workspace, read: Read): boolean {
  if (readiness.drillFollowUp !== undefined || unread.some(({ ref }) => ref.kind === 'capa')) return true;
  const drilled = read(lastDrill);
  return capas.some(({ sourceRefs, openedAt, state }) => {
    const opened = read(openedAt);
    const isLater = opened === undefined || drilled === undefined || opened >= drilled;
    return isLater && state !== 'cancelled' && sourceRefs.some((source) => source.id === id);
  });
}
