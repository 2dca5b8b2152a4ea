import { defineWorkspaceRule } from './define-rule.ts';
import { holdIncidents } from './shared/broken-promise.ts';

export default defineWorkspaceRule({
  id: 'triage-overdue',
  section: 'detection-and-reporting',
  layer: 'operation',
  severity: 'error',
  references: ['8.1', '10.2'],
  summary: 'An incident is not triaged within the promised time, or was triaged later than the organisation promises.',
  rationale:
    'Nothing else starts before triage: no owner, no severity, no containment. A promise to answer within the hour that nobody keeps is worse than a longer one that holds.',
  fix: 'Triage the incident and write at, by and decision under triage. Late for good: say why in the review, or change the promise.',
  dated: true,
  check: holdIncidents('triage', {
    what: 'Triage',
    did: 'triaged',
    doneAt: '/triage/at',
    openAt: () => ({ pointer: '/triage', on: 'key' }),
  }),
});
