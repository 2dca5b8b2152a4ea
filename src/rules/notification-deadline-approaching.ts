import { formatDuration } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isNear, readClocks, reportOn, sayClock } from './shared/notification-clocks.ts';

const OPEN = new Set(['running', 'pending']);

export default defineWorkspaceRule({
  id: 'notification-deadline-approaching',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'warning',
  references: ['A.8.3', '7.4'],
  summary: 'The time to send a report that a regime requires, or may require, is nearly over.',
  rationale:
    'A report is written, approved and filed by people; told when a quarter of the time is left, they can still be in time. Clocks of hours need a pager as well.',
  fix: 'Decide where the assessment is pending; send the report and write its stage with sent_at.',
  dated: true,
  *check(workspace, { asOf, zone }) {
    for (const { incident, clocks } of readClocks(workspace, { asOf, zone })) {
      for (const clock of clocks) {
        const { due, standing } = clock;
        if (clock.isFollowUp || !OPEN.has(standing) || !isNear(clock, asOf) || !due) continue;
        const what = standing === 'pending' ? 'is still to be decided' : 'is due';
        const message = `${sayClock(clock)} ${what}, ${formatDuration(due.at - asOf)} left: ${due.words}, ${clock.citation}`;
        yield reportOn(incident, clock, message);
      }
    }
  },
});
