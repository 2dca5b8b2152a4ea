import { hasReached } from '../facts/incident-states.ts';
import { defineWorkspaceRule } from './define-rule.ts';

const SERIOUS = 2;

export default defineWorkspaceRule({
  id: 'incident-severity-rationale-missing',
  section: 'classification',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2', '6.1.2'],
  summary: 'An incident of one of the two worst levels does not say why it has that level.',
  rationale:
    'The level decides who is woken and which deadlines run; whoever reviews the classification later needs the criterion that was met.',
  fix: 'Add "severity_rationale:" with the criterion of the severity scale that the incident meets.',
  *check({ incidents, severities }) {
    for (const { ref, state, severity, hasSeverityRationale } of incidents) {
      const rank = severities.rankOf(severity);
      if (rank === undefined || rank > SERIOUS || hasSeverityRationale || !hasReached(state, 'triaged')) continue;
      yield {
        document: ref,
        place: { pointer: '/severity_rationale', on: 'key' },
        message: `Missing severity_rationale for ${severity} in state ${state}`,
      };
    }
  },
});
