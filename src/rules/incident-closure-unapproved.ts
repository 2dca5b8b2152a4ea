import { personName, samePerson } from '../facts/person.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'incident-closure-unapproved',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['5.3', '7.5.2'],
  summary: 'An incident is closed without an approver, or by approval of its own owner.',
  rationale:
    'Whoever led the incident has an interest in its end; a second person is what makes closure a decision that an auditor can rely on.',
  fix: 'Add "approved_by:" under closure, with somebody other than the owner.',
  kinds: ['incident'],
  *check({ value: { state, owner, closure } }) {
    if (state !== 'closed' || !samePerson(owner, closure?.approved_by)) return;
    yield {
      place: { pointer: '/closure/approved_by' },
      message: `Closure approved by ${personName(closure?.approved_by)}, the owner of the incident`,
    };
  },
});
