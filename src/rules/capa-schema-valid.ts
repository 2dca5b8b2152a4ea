import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-schema-valid',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '7.5.2'],
  summary: 'A CAPA record has a key or a value that the record format does not know.',
  rationale:
    'A misspelt due date or state looks recorded and is not: the action is never reminded of, and drops out of the figures that management reviews.',
  fix: 'Write the key and the value as the CAPA schema describes them.',
});
