import { capaPosition } from '../facts/capa-states.ts';
import { incidentPosition } from '../facts/incident-states.ts';
import { defineHistoryRule } from './define-rule.ts';
import { isReopened, steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-state-regression',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['8.1'],
  summary: 'The state of a record was moved back without a reason in the record.',
  rationale: 'Going back is right when something was missed, and then somebody should be able to read what that was.',
  fix: 'Add an entry with the reason: under "reopened:" for a closed record, else under "state_history:".',
  *check(timeline) {
    for (const step of steps(timeline)) {
      const { record, transition, before, after, now } = step;
      const [from, to] = [before.value.state, after.value.state];
      const position = record.kind === 'incident' ? incidentPosition : capaPosition;
      if (position(to) < 0 || position(to) >= position(from)) continue;
      // It has come as far again since: what it went back for is done.
      if (now !== after.value && position(now.state) >= position(from)) continue;
      if (isReopened(step) || now.state_history?.some((entry) => entry.state === to && entry.reason !== undefined))
        continue;
      const message = `The state was moved back from ${from} to ${to} without a reason`;
      yield { record, transition, place: { pointer: '/state' }, anchor: `/state/${to}`, message };
    }
  },
});
