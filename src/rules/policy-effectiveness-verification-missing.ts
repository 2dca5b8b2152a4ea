import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-effectiveness-verification-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'design',
  severity: 'error',
  references: ['10.2'],
  summary: 'A policy never says how and when it is checked that corrective actions worked.',
  rationale:
    'Reviewing the effectiveness of corrective action is a requirement of its own (10.2 d): without it actions are closed when they are done, and the same incident comes back.',
  fix: 'Say who verifies that an action worked, by which criterion and how long after it was carried out.',
});
