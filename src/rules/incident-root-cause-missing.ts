import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-root-cause-missing',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'An incident is being remediated, verified or closed without a root cause.',
  rationale:
    'Action against an unknown cause is a guess: the auditor cannot follow it from cause to remedy, and the incident comes back.',
  fix: 'Add "root_causes:" under investigation, each with a statement and its evidence_refs; or "undetermined:" with reason and approved_by.',
});
