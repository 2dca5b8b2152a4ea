import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-owner-missing',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['5.3', 'A.3.2'],
  summary: 'A triaged incident has no owner.',
  rationale:
    'An incident that belongs to everybody is led by nobody: decisions wait, and an auditor finds no one accountable for its closure.',
  fix: 'Add "owner:" with the handle, e-mail address or role of the incident lead.',
});
