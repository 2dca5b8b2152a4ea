import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'exception-not-on-base',
  section: null,
  layer: null,
  severity: 'notice',
  references: ['7.5.3', '6.1.3'],
  summary: 'A waiver, an ignore or an entry of the baseline that the change under check adds does not count for it.',
  rationale:
    'Who proposes a change would otherwise excuse it too: an exception is a decision of its own, taken before it is used.',
  fix: 'Have the exception merged first, on its own; or put right what it is meant to cover.',
});
