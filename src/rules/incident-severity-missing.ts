import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-severity-missing',
  section: 'classification',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '8.1'],
  summary: 'A triaged incident has no severity.',
  rationale:
    'Every promised time and every escalation hangs on the level; without one nothing is ever late and nobody is called.',
  fix: 'Add "severity:" with a level of the policy\'s severity scale.',
});
