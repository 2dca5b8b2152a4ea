import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-last-known-good-missing',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['A.6.2.5', '8.1'],
  summary: 'An approved runbook does not say which version to roll back to.',
  rationale: 'Whoever rolls back at night has to guess which version was good, and a wrong guess is a second incident.',
  fix: 'Add "last_known_good:" with version and uri, and update it with every release.',
});
