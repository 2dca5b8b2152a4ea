import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-due-date-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 c', '6.2'],
  summary: 'A CAPA has no due date although its plan is approved.',
  rationale:
    'An action without a date is never late: it stays out of every reminder and ageing figure while the cause stays in place.',
  fix: 'Add "due_date:" as YYYY-MM-DD, the date that the approved plan sets.',
});
