import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'runbook-never-drilled',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['8.1', '9.1'],
  summary: 'An approved runbook has never been drilled.',
  rationale:
    'Steps that nobody has ever taken fail on missing rights, moved dashboards and versions that are gone; the incident is the worst time to find out.',
  fix: 'Drill the steps, then add "last_drill:" with date, type, result and evidence_ref.',
});
