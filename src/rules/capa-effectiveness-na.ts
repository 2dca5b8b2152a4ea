import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-effectiveness-na',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 d'],
  summary: 'A closed CAPA has no result of its effectiveness check, or one that says nothing, such as "N/A".',
  rationale: 'The standard asks to review whether the action worked; "not applicable" is not an answer to that.',
  fix: 'Make the check and write "result:" as effective, partially-effective or not-effective.',
});
