import type { RunbookFacts, Workspace } from '../facts/index.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: readonly number[];
}

export default defineWorkspaceRule<Options>({
  id: 'runbook-drill-stale',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['8.1', '9.1'],
  summary: 'The last drill of an approved runbook is longer ago than its interval.',
  rationale:
    'Systems, rights and people change; after a year the drill proves little about the steps the on-call would take tonight.',
  fix: 'Drill the runbook and update "last_drill:"; a longer interval of its own goes into "drill_interval_days:".',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description:
        'Days between drills: first for runbooks that handle the worst severity level, then for any other. The drill_interval_days of a runbook wins.',
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: { type: 'integer', minimum: 1, maximum: 3_650 },
    },
  },
  defaults: { days: [180, 365] },
  *check(workspace, { asOf, zone, options }) {
    for (const runbook of workspace.runbooks) {
      const { ref, id, status, lastDrill } = runbook;
      const drilled = deadlineOf(lastDrill, zone);
      const interval = intervalOf(runbook, workspace, options);
      if (status !== 'approved' || drilled === undefined || interval === undefined) continue;
      const age = daysBetween(zone.dateOf(drilled), zone.dateOf(asOf));
      if (age <= interval.days) continue;
      yield {
        document: ref,
        place: { pointer: '/last_drill/date' },
        message: `${id ?? 'Runbook'} was last drilled ${count(age, 'day')} ago, on ${lastDrill}, expected every ${count(interval.days, 'day')}${interval.why}`,
      };
    }
  },
});

function intervalOf({ drillIntervalDays, severities }: RunbookFacts, workspace: Workspace, { days }: Options) {
  if (drillIntervalDays !== undefined) return { days: drillIntervalDays, why: ' by its drill_interval_days' };
  const worst = severities.find(({ id }) => workspace.severities.rankOf(id) === 1);
  const own = worst ? days[0] : days.at(-1);
  return own === undefined ? undefined : { days: own, why: worst ? ` as it handles ${worst.id}` : '' };
}
