import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'policy-category-coverage',
  section: 'classification',
  layer: 'design',
  severity: 'error',
  references: ['10.2', '8.1'],
  summary:
    'The classification of a policy leaves out a category of AI incidents: model failure, bias, adversarial attacks or data issues.',
  rationale:
    'A category that the policy does not know is not reported under it: a biased model is filed as no incident at all, or as an outage.',
  fix: 'Describe the category with an example of your own systems.',
});
