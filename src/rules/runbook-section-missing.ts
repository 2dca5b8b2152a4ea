import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-section-missing',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['8.1', 'A.6.2.6'],
  summary: 'A runbook lacks a section that every runbook for an AI system needs.',
  rationale:
    'At night the on-call follows the page from top to bottom; a step that is not on it, such as preserving evidence before a rollback, is not taken.',
  fix: 'Add a heading for the section with its steps below; where it does not apply, say so and why under the heading.',
});
