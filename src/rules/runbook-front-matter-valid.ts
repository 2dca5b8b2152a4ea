import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-front-matter-valid',
  section: null,
  layer: 'implementation',
  severity: 'error',
  references: ['7.5.2'],
  summary: 'The front matter of a runbook lacks a key, or has one that the format does not know.',
  rationale:
    'Whoever is paged looks for system, level and authority first; what the front matter does not say cannot be found by them, nor checked before they need it.',
  fix: 'Write the front matter as the runbook schema describes it.',
});
