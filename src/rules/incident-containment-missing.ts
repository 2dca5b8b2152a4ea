import { defineWorkspaceRule } from './define-rule.ts';
import { holdIncidents } from './shared/broken-promise.ts';

export default defineWorkspaceRule({
  id: 'incident-containment-missing',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', 'A.6.2.6', '8.1'],
  summary: 'An incident is said to be contained, or should be by now, and the record shows no containment.',
  rationale:
    'Until somebody contains it, a failing system goes on harming people; a record without containment cannot show that anybody did.',
  fix: 'Add "containment:" with actions (type, at, by) and contained_at, or with not_applicable_reason.',
  dated: true,
  // From state contained on, the schema asks for it.
  check: holdIncidents('containment', {
    what: 'Containment',
    did: 'contained',
    doneAt: '/containment/contained_at',
    openAt: () => ({ pointer: '/containment', on: 'key' }),
    // Where it has begun it is containment-overdue.
    isToldElsewhere: ({ record }) => record.hasContainment,
  }),
});
