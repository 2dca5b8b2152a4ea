import { hasCapaReached } from '../facts/capa-states.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-closed-not-effective',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 d'],
  summary: 'A CAPA that was not fully effective is closed and nothing follows it.',
  rationale:
    'The check found that the cause is still there, and the record ends: the next incident of this kind has been seen coming.',
  fix: 'Open a CAPA that follows and name it in "follow_up_ref:", or reopen this one.',
  kinds: ['capa'],
  check({ value: { state, effectiveness } }) {
    const result = effectiveness?.result;
    if (!hasCapaReached(state, 'closed') || effectiveness?.follow_up_ref !== undefined) return undefined;
    if (result === undefined || (result === 'effective' && state !== 'closed-ineffective')) return undefined;
    return {
      place: { pointer: '/effectiveness/result' },
      unless: ['/effectiveness/follow_up_ref'],
      message: `Closed with result ${result}, state ${state}: missing follow_up_ref`,
    };
  },
});
