import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'runbook-never-drilled',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'error',
  references: ['8.1', '9.1'],
  summary: 'An approved runbook has never been drilled.',
  rationale:
    'Steps that nobody has ever taken fail on missing rights, moved dashboards and versions that are gone; the incident is the worst time to find out.',
  fix: 'Drill the steps, then add "last_drill:" with date, type, result and evidence_ref.',
  kinds: ['runbook'],
  *check({ value: { id, status, last_drill: drill } }) {
    if (status !== 'approved' || drill !== undefined) return;
    yield {
      place: { pointer: '/last_drill', on: 'key' },
      message: `Missing last_drill of approved runbook${id === undefined ? '' : ` ${id}`}`,
    };
  },
});
