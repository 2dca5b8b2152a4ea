import { isOpen } from '../facts/waiver.ts';
import { count } from '../text/plural.ts';
import { daysBetween } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'waiver-expires-soon',
  section: null,
  layer: null,
  severity: 'notice',
  references: ['7.5.3', '6.1.3'],
  summary: 'A waiver ends soon.',
  rationale:
    'What it covers becomes a finding again on the day after; there is time now to put it right or to decide anew.',
  fix: 'Put right what it covers, or have it renewed by somebody else than the requester.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days before the end from which it is told.',
      type: 'integer',
      minimum: 1,
      maximum: 365,
    },
  },
  defaults: { days: 30 },
  *check({ waivers = [] }, { asOf, zone, options }) {
    const today = zone.dateOf(asOf);
    for (const { ref, id, endsOn } of waivers.filter(isOpen)) {
      const left = endsOn === undefined ? -1 : daysBetween(today, endsOn);
      if (left < 0 || left > options.days) continue;
      const when = left === 0 ? 'today' : `in ${count(left, 'day')}, on ${endsOn}`;
      yield { document: ref, place: { pointer: '/expires_at' }, message: `The waiver ${id ?? ref.path} ends ${when}` };
    }
  },
});
