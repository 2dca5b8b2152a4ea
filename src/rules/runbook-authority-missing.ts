import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-authority-missing',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['A.3.2', 'B.9.3', '5.3'],
  summary: 'A runbook names nobody who may switch the system off or roll it back.',
  rationale:
    'At night the on-call who is not sure to be allowed to pull the switch waits for somebody who is, while the harm goes on.',
  fix: 'Add "decision_authority:" with the role or person who may pull the switch, best the one on call.',
});
