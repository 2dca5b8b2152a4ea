import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'baseline-stale',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['10.1'],
  summary: 'The baseline still lists findings that are put right.',
  rationale:
    'An entry that covers nothing would hide the same defect when it comes back; the baseline may only shrink.',
  fix: 'Run aimscheck check --update-baseline and commit the file.',
});
