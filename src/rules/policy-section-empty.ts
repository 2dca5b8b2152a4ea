import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'policy-section-empty',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.2'],
  summary: 'A section of a policy has a heading and nothing below it but a few words or placeholders.',
  rationale:
    'A heading without text passes a look at the contents and binds nobody: an auditor reads it as a section that was never decided.',
  fix: 'Write the section, or take the heading out until there is something to say.',
  kinds: ['policy'],
  check({ value }) {
    return value.reading?.empty_sections.map(({ title, line }) => ({
      place: { line },
      message: `Missing text in section "${title}"`,
    }));
  },
});
