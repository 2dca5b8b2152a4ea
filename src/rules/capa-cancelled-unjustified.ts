import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-cancelled-unjustified',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'A CAPA is cancelled without a reason or without somebody who approved it.',
  rationale:
    'Cancelling is the one way to close a finding without doing anything; who accepted that, and why, is the whole evidence.',
  fix: 'Add "cancelled:" with reason and approved_by.',
});
