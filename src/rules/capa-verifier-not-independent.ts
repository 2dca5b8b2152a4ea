import { personName, samePerson } from '../facts/person.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-verifier-not-independent',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['9.1', '10.2 d'],
  summary: 'The owner of a CAPA checked its effectiveness, or approved its closure.',
  rationale:
    'Nobody finds fault with their own work; an auditor gives little for a verification by the one who had to deliver.',
  fix: 'Have somebody other than the owner make the check and approve the closure, and name them in performed_by and approved_by.',
  kinds: ['capa'],
  *check({ value: { owner, effectiveness, closure } }) {
    if (samePerson(owner, effectiveness?.performed_by)) {
      yield {
        place: { pointer: '/effectiveness/performed_by' },
        message: `Effectiveness checked by ${personName(owner)}, the owner of the CAPA`,
      };
    }
    if (samePerson(owner, closure?.approved_by)) {
      yield {
        place: { pointer: '/closure/approved_by' },
        message: `Closure approved by ${personName(owner)}, the owner of the CAPA`,
      };
    }
  },
});
