import { formatDuration } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isNear, readClocks, reportOn, sayClock, sayMissed } from './shared/notification-clocks.ts';

export default defineWorkspaceRule({
  id: 'notification-followup-due',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['A.8.3', '7.4'],
  summary: 'An intermediate or final report that follows an earlier one is due, or late.',
  rationale:
    'The first notice opens a file at the authority; it stays open, and asks, until the final report is there.',
  fix: 'Send the report and write its stage with sent_at and, where it was late, late_reason.',
  dated: true,
  *check(workspace, { asOf, zone }) {
    for (const { incident, clocks } of readClocks(workspace, { asOf, zone })) {
      for (const clock of clocks) {
        const { due, isFollowUp, standing } = clock;
        if (!isFollowUp || !due) continue;
        const missed = sayMissed(clock, asOf, zone);
        if (missed !== undefined) yield { ...reportOn(incident, clock, missed), due: zone.dateOf(due.at) };
        if (standing !== 'running' || !isNear(clock, asOf)) continue;
        const message = `${sayClock(clock)} is due, ${formatDuration(due.at - asOf)} left: ${due.words}, ${clock.citation}`;
        yield { ...reportOn(incident, clock, message), severity: 'warning' };
      }
    }
  },
});
