import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-required-by-state',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'A CAPA lacks a field that its current state requires.',
  rationale:
    'A state is a claim about what was planned, approved or done; the fields are what an auditor checks the claim against.',
  fix: 'Add the field, or set "state:" back to the state that the record supports.',
});
