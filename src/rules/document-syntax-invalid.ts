import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'document-syntax-invalid',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A document is not well-formed YAML, JSON or front matter, so that nothing in it could be read.',
  rationale: 'One unclosed quote hides a whole record: no deadline of it is watched and no report counts what it says.',
  fix: 'Correct the syntax where it is shown: close the quote or bracket, mend the indentation, or quote text that contains ": ".',
});
