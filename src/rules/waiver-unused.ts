import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'waiver-unused',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A waiver in force covers no finding.',
  rationale: 'It would hide the next finding of its rules in its scope, which nobody has looked at or accepted.',
  fix: 'Set its state to revoked, or write the rules and the scope that it is meant for.',
});
