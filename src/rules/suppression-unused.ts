import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'suppression-unused',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A suppression covers no finding.',
  rationale: 'It would hide the next finding of that rule on this line, which nobody has looked at or accepted.',
  fix: 'Remove the comment, or move it to the line of the finding that it is meant for.',
});
