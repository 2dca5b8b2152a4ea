import { defineWorkspaceRule } from './define-rule.ts';
import { holdIncidents } from './shared/broken-promise.ts';

export default defineWorkspaceRule({
  id: 'rca-overdue',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'The root cause of an incident is not determined within the promised time, or was later than promised.',
  rationale:
    'Until the cause is known the next failure is only a matter of time; a deadline of its own policy that an organisation misses is what auditors write up first.',
  fix: 'Write root_causes and completed_at under investigation, or undetermined with reason and approved_by. Late for good: say why in the review, or change the promise.',
  dated: true,
  check: holdIncidents('root-cause', {
    what: 'Root cause',
    did: 'root cause determined',
    doneAt: '/investigation/completed_at',
    openAt: ({ hasRootCause }) => ({
      pointer: `/investigation/${hasRootCause ? 'completed_at' : 'root_causes'}`,
      on: 'key',
    }),
  }),
});
