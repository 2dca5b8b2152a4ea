import { defineWorkspaceRule } from './define-rule.ts';
import { holdIncidents } from './shared/broken-promise.ts';

export default defineWorkspaceRule({
  id: 'pir-overdue',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'warning',
  references: ['10.1', '9.1'],
  summary: 'The post-incident review is not held within the promised time, or was held later than promised.',
  rationale:
    'After two weeks people remember the story and no longer what they saw; a review held late teaches what everybody has already forgotten.',
  fix: 'Hold the review and write held_at, participants and lessons under review.',
  dated: true,
  check: holdIncidents('incident-review', {
    what: 'Post-incident review',
    did: 'reviewed',
    doneAt: '/review/held_at',
    openAt: () => ({ pointer: '/review', on: 'key' }),
    // A closed incident without one is incident-closed-without-review.
    isToldElsewhere: ({ record, done }) => record.state === 'closed' && done === undefined,
  }),
});
