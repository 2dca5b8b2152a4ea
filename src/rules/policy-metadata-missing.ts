import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-metadata-missing',
  section: null,
  layer: 'design',
  severity: 'error',
  references: ['7.5.2', '5.2'],
  summary:
    'A policy does not say who owns and approved it, which version it is, how it is classified or when it is reviewed.',
  rationale:
    'Documented information has to be identified, approved and reviewed: without owner, approver and dates an auditor cannot tell a policy in force from a draft.',
  fix: 'Write id, title, owner, approver, version, status, effective_date, review_date and classification into the front matter, or as "**Owner:** name" lines.',
});
