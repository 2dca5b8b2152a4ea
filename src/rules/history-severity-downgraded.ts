import { defineHistoryRule } from './define-rule.ts';
import { steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-severity-downgraded',
  section: 'classification',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary:
    'The severity of an incident was lowered without an entry under "severity_history" with rationale and approver.',
  rationale:
    'Lower severity means longer deadlines and fewer people told; a downgrade that nobody approved is the cheapest way to meet a target.',
  fix: 'Add an entry under "severity_history:" with from, to, at, rationale and approved_by; or put the severity back.',
  *check(timeline, { rankOf }) {
    for (const { record, transition, before, after, now } of steps(timeline, 'incident')) {
      const [from, to] = [before.value.severity, after.value.severity];
      const [old, young, current] = [from, to, now.severity].map(rankOf);
      if (from === undefined || old === undefined || young === undefined || young <= old) continue;
      // Raised again since, or to begin with: the higher level holds.
      if (current !== undefined && current <= old) continue;
      const entry = now.severity_history?.findLast((one) => rankOf(one.from) === old && rankOf(one.to) === young);
      if (entry?.rationale !== undefined && entry.approved_by !== undefined) continue;
      const lack = entry
        ? entry.rationale === undefined
          ? 'a rationale'
          : 'an approver'
        : 'an entry in severity_history';
      const message = `The severity was lowered from ${from} to ${to} without ${lack}`;
      yield { record, transition, place: { pointer: '/severity' }, anchor: `/severity/${to}`, message };
    }
  },
});
