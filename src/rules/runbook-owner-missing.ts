import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-owner-missing',
  section: null,
  layer: 'implementation',
  severity: 'error',
  references: ['5.3', 'A.3.2'],
  summary: 'A runbook has no owner.',
  rationale:
    'Without an owner nobody updates it when the system changes, and the on-call follows steps that were right a year ago.',
  fix: 'Add "owner:" with a team or handle, or with team and backup.',
});
