import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'policy-generic-unfilled',
  section: null,
  layer: 'design',
  severity: 'error',
  references: ['7.5.2'],
  summary: 'A policy still holds what a template left to fill in.',
  rationale:
    'A policy that names "[Organization Name]" was copied and not decided: an auditor stops believing the rest of it at that line.',
  fix: 'Write the name, role, date or value that belongs there.',
  kinds: ['policy'],
  check({ value }) {
    return value.reading?.placeholders.map(({ line, text }) => ({
      place: { line },
      message: `Unexpected placeholder ${JSON.stringify(text)}`,
    }));
  },
});
