import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-schema-valid',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.2'],
  summary: 'An incident record has a key or a value that the record format does not know.',
  rationale:
    'A misspelt key or a value of the wrong type looks recorded and is not: no deadline is computed from it and no auditor finds it.',
  fix: 'Write the key and the value as the incident schema describes them.',
});
