import { isOpen } from '../facts/waiver.ts';
import { deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'waiver-expired',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3', '6.1.3'],
  summary: 'The last day of a waiver has passed.',
  rationale:
    'What was accepted for a time was to be put right by then; a deviation that quietly goes on is one that nobody accepted.',
  fix: 'Put right what it covers and set its state to expired; or have it renewed by somebody else than the requester.',
  dated: true,
  *check({ waivers = [] }, { asOf, zone }) {
    for (const { ref, id, endsOn, state } of waivers.filter(isOpen)) {
      const end = deadlineOf(endsOn, zone);
      if (end === undefined || asOf <= end || endsOn === undefined) continue;
      yield {
        document: ref,
        place: { pointer: '/expires_at' },
        message: `The waiver ${id ?? ref.path} lapsed on ${endsOn}${state === undefined ? '' : `, state ${state}`}`,
        due: endsOn,
      };
    }
  },
});
