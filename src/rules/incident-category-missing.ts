import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-category-missing',
  section: 'classification',
  layer: 'operation',
  severity: 'error',
  references: ['8.1', '10.2'],
  summary: 'A triaged incident has no category.',
  rationale:
    'The category leads to the runbook and the specialists, and trends over a year can only be counted in categories.',
  fix: 'Add "category:" with model-failure, bias, adversarial-attacks or data-issues.',
});
