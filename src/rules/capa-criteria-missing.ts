import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-criteria-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 d'],
  summary: 'A CAPA has an approved plan without a criterion by which its effectiveness will be judged.',
  rationale:
    'A criterion chosen after the result is no criterion; set before the work begins, it says what "the cause is gone" means.',
  fix: 'Add "effectiveness:" with criteria: what must hold, measured how, for the action to count as effective.',
});
