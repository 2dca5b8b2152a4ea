import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'suppression-invalid',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3', '6.1.3'],
  summary: 'A comment that suppresses a finding names no known rule, no end date or no reason, and so has no effect.',
  rationale:
    'An accepted deviation is a decision: an auditor asks why it was taken and until when it holds, and both have to stand beside it.',
  fix: 'Write "# aimscheck-ignore <rule> until=YYYY-MM-DD -- reason" at the end of the line or on the line above.',
});
