import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-type-unknown',
  section: null,
  layer: 'design',
  severity: 'notice',
  references: ['7.5.2'],
  summary: 'A policy follows none of the policy definitions that are known.',
  rationale:
    'Only its metadata is checked, not what it says: a compliance manager who counts on more should know that this text was not judged.',
  fix: 'Write "policy_type:" with the key of a definition into its front matter, or leave the file out of the policies under documents in .aimscheck.yml.',
});
