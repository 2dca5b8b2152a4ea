import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-section-missing',
  section: null,
  layer: 'design',
  severity: 'error',
  references: ['10.2', '8.1', '7.5.2'],
  summary: 'A policy lacks one of the sections that its kind of policy needs.',
  rationale:
    'What the policy does not settle, nobody on call is bound by and no auditor can hold practice against: records and runbooks of that section stand on nothing.',
  fix: 'Add the section under a heading that names it; "aimscheck inspect" shows which text was recognised as which section.',
});
