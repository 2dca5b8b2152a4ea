import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'document-schema-valid',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.2'],
  summary: 'A document has a key or a value that its format does not know.',
  rationale:
    'What is not written as the format says is read by nobody: neither a deadline nor a report takes it into account.',
  fix: 'Write the key and the value as the schema of the document describes them.',
});
