import { applicabilityOf, REGIMES } from '../clocks/index.ts';
import { count } from '../text/plural.ts';
import { daysBetween } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'regulatory-data-stale',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'notice',
  references: ['4.2'],
  summary: 'The deadlines of regimes that apply were last compared with their sources long ago.',
  rationale:
    'Laws on AI change every few months; a deadline counted from old data is told with more confidence than it has.',
  fix: 'Update aimscheck, whose releases verify the data; until then have counsel confirm the deadlines.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days after which data counts as old.',
      type: 'integer',
      minimum: 1,
      maximum: 3_650,
    },
  },
  defaults: { days: 180 },
  *check({ profiles }, { asOf, zone, options }) {
    const today = zone.dateOf(asOf);
    for (const { ref, organisation } of profiles) {
      const old = REGIMES.filter((row) => applicabilityOf(row, organisation)?.isApplicable === true)
        .map(({ verified_on }) => verified_on)
        .filter((day) => daysBetween(day, today) > options.days)
        .sort();
      const [oldest] = old;
      if (oldest === undefined) continue;
      const message = `The data of ${count(old.length, 'duty', 'duties')} that apply was last verified on ${oldest}, ${daysBetween(oldest, today)} days ago`;
      yield { document: ref, place: { pointer: '/regimes', on: 'key' }, message };
    }
  },
});
