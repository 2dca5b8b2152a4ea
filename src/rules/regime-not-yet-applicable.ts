import { defineWorkspaceRule } from './define-rule.ts';
import { readClocks, reportOn, sayClock } from './shared/notification-clocks.ts';

export default defineWorkspaceRule({
  id: 'regime-not-yet-applicable',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'notice',
  references: ['4.2', 'A.8.3'],
  summary: 'A deadline was counted for a regime that did not apply yet: notice is voluntary.',
  rationale:
    'Whoever reports before a law binds does so by choice; the record shall not read as if a duty had been kept or missed.',
  fix: 'Nothing has to be done; write the decision as voluntary where notice is given all the same.',
  *check(workspace, { asOf, zone }) {
    for (const { incident, clocks } of readClocks(workspace, { asOf, zone })) {
      for (const clock of clocks) {
        const { appliesFrom, verdict, due } = clock;
        if (appliesFrom === undefined || verdict !== 'required' || !due) continue;
        const message = `${sayClock(clock)} applies from ${appliesFrom}, after the incident: it would have been due ${zone.dateOf(due.at)}, and is voluntary`;
        yield reportOn(incident, clock, message);
      }
    }
  },
});
