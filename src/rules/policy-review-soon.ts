import { count } from '../text/plural.ts';
import { daysBetween } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isInForce, reviewDue } from './shared/policy-review.ts';

interface Options {
  readonly days: number;
  readonly longest_cycle_months: number;
}

const BOUNDS = { type: 'integer', minimum: 1 } as const;

export default defineWorkspaceRule<Options>({
  id: 'policy-review-soon',
  section: null,
  layer: 'design',
  severity: 'notice',
  references: ['A.2.4', '7.5.2'],
  summary: 'A policy is to be reviewed within a month, or is reviewed less than once a year.',
  rationale:
    'A review takes the people who know and the one who approves: announced a month ahead it is held, announced on the day it is late.',
  fix: 'Plan the review now; a cycle of more than 12 months needs a reason an auditor accepts.',
  dated: true,
  options: {
    days: { title: 'Days', description: 'How many days before the date it is announced.', ...BOUNDS, maximum: 365 },
    longest_cycle_months: {
      title: 'Longest cycle',
      description: 'Months between two reviews at most.',
      ...BOUNDS,
      maximum: 120,
    },
  },
  defaults: { days: 30, longest_cycle_months: 12 },
  *check({ policies }, { asOf, zone, options }) {
    for (const policy of policies.filter(isInForce)) {
      const name = policy.id ?? 'the policy';
      const due = reviewDue(policy, zone);
      const date = due && zone.dateOf(due.at);
      const left = date === undefined ? -1 : daysBetween(zone.dateOf(asOf), date);
      if (due && asOf <= due.at && left <= options.days) {
        const message = `Review of ${name} is due in ${count(left, 'day')}, on ${date}`;
        yield { document: policy.ref, place: { pointer: due.pointer }, message };
      }
      const months = policy.reviewCycleMonths;
      if (months !== undefined && months > options.longest_cycle_months) {
        const message = `Unexpected review cycle of ${count(months, 'month')} for ${name}, expected ${options.longest_cycle_months} at most`;
        yield { document: policy.ref, place: { pointer: '/review_cycle_months' }, message };
      }
    }
  },
});
