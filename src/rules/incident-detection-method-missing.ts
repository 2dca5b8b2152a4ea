import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-detection-method-missing',
  section: 'detection-and-reporting',
  layer: 'operation',
  severity: 'warning',
  references: ['9.1', 'A.6.2.6'],
  summary: 'An incident does not say how it was noticed.',
  rationale:
    'Whether monitoring, a person or a newspaper noticed it tells how well detection works; management review asks for exactly that.',
  fix: 'Add "detection:" with method, such as monitoring-alert or user-report, and source_ref.',
});
