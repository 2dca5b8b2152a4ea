import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'history-not-evaluable',
  section: null,
  layer: null,
  severity: 'notice',
  references: ['7.5.3'],
  summary: 'The history of the records, or a part of it, is not in this clone and was not judged.',
  rationale: 'Silence of the history rules means something only where there was a history to look at.',
  fix: 'Set "fetch-depth: 0" for actions/checkout, or run "git fetch --unshallow".',
});
