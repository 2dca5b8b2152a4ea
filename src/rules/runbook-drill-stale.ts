import type { RunbookFacts, Workspace } from '../facts/index.ts';
import { endOfLimit, sayLimit } from '../promises/limit.ts';
import { sayPromise, whereStated } from '../promises/say.ts';
import { count } from '../text/plural.ts';
import { daysBetween, spanOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'runbook-drill-stale',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['8.1', '9.1'],
  summary: 'The last drill of an approved runbook is longer ago than its interval, or than is promised.',
  rationale:
    'Systems, rights and people change; after a year the drill proves little about the steps the on-call would take tonight.',
  fix: 'Drill the runbook and update "last_drill:"; a longer interval of its own goes into "drill_interval_days:".',
  dated: true,
  check(workspace, { asOf, zone }) {
    return workspace.runbooks.flatMap((runbook) => {
      const { ref, id, status, lastDrill } = runbook;
      const drilled = spanOf(lastDrill, zone);
      const interval = intervalOf(runbook, workspace);
      if (status !== 'approved' || !drilled || !interval) return [];
      const deadline = endOfLimit(drilled, interval.limit, { zone, holidays: workspace.holidays });
      if (asOf <= deadline) return [];
      const age = count(daysBetween(zone.dateOf(drilled.end), zone.dateOf(asOf)), 'day');
      const message = `${id ?? 'Runbook'} was last drilled ${age} ago, on ${lastDrill}; ${interval.words}`;
      return {
        document: ref,
        place: { pointer: '/last_drill/date' },
        message,
        related: interval.related,
        due: zone.dateOf(deadline),
      };
    });
  },
});

/** Its own interval; else what is promised for the worst level that it handles. */
function intervalOf({ drillIntervalDays: days, severities, systems }: RunbookFacts, workspace: Workspace) {
  if (days !== undefined) {
    const limit = { amount: days, unit: 'day' };
    return { limit, words: `its drill_interval_days says ${sayLimit(limit)}`, related: [] };
  }
  const rank = Math.min(...severities.map(({ id }) => workspace.severities.rankOf(id) ?? Infinity));
  const [promise] = workspace.promises.find({
    kind: 'drill',
    rank: Number.isFinite(rank) ? rank : undefined,
    systems: systems.map(({ id }) => id),
  });
  return promise && { limit: promise.limit, words: sayPromise(promise), related: whereStated(promise) };
}
