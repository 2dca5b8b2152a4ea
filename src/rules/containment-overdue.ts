import { defineWorkspaceRule } from './define-rule.ts';
import { holdIncidents } from './shared/broken-promise.ts';

export default defineWorkspaceRule({
  id: 'containment-overdue',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 a', '8.1'],
  summary: 'Containment has begun and is not complete in the promised time, or was complete later than promised.',
  rationale:
    'For as long as it is not contained the system goes on doing harm; an organisation that misses its own time has written evidence against itself.',
  fix: 'Write contained_at once it is contained. Late for good: say why in the review and what changes, or change the promise.',
  dated: true,
  check: holdIncidents('containment', {
    what: 'Containment',
    did: 'contained',
    doneAt: '/containment/contained_at',
    openAt: () => ({ pointer: '/containment/contained_at', on: 'key' }),
    // Without any action it is incident-containment-missing.
    isToldElsewhere: ({ record }) => !record.hasContainment,
  }),
});
