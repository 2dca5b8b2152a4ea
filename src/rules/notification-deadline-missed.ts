import { defineWorkspaceRule } from './define-rule.ts';
import { readClocks, reportOn, sayMissed } from './shared/notification-clocks.ts';

export default defineWorkspaceRule({
  id: 'notification-deadline-missed',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['A.8.3', '7.4'],
  summary: 'A report that a regime requires was not sent in time, or was sent late without a reason.',
  rationale:
    'Authorities count in hours, and ask for the reasons of a late notice first; an auditor reads the same dates from the record.',
  fix: 'Send the report and write its stage with sent_at and, where it was late, late_reason; "aimscheck clocks" shows how it is counted.',
  dated: true,
  *check(workspace, { asOf, zone }) {
    for (const { incident, clocks } of readClocks(workspace, { asOf, zone })) {
      for (const clock of clocks) {
        const message = clock.isFollowUp ? undefined : sayMissed(clock, asOf, zone);
        if (message !== undefined && clock.due)
          yield { ...reportOn(incident, clock, message), due: zone.dateOf(clock.due.at) };
      }
    }
  },
});
