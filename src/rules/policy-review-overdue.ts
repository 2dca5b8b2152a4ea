import type { PolicyFacts } from '../facts/index.ts';
import { endOfLimit } from '../promises/limit.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf, spanOf, type Zone } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

/** A draft is not in force yet, a retired policy no longer. */
const NOT_IN_FORCE = new Set(['draft', 'retired']);

interface Due {
  readonly at: number;
  readonly pointer: string;
  readonly why: string;
}

export default defineWorkspaceRule({
  id: 'policy-review-overdue',
  section: null,
  layer: 'design',
  severity: 'error',
  references: ['A.2.4', '7.5.2'],
  summary: 'The date by which a policy was to be reviewed has passed.',
  rationale:
    'A policy that nobody has looked at since systems, law and people changed may be followed to the letter and still be wrong; its own review date is the first that an auditor holds against it.',
  fix: 'Review the policy, then write the next review_date and, where the text changed, a new version and effective_date.',
  dated: true,
  *check({ policies }, { asOf, zone }) {
    for (const policy of policies) {
      if (NOT_IN_FORCE.has(policy.status ?? '')) continue;
      const due = dueOf(policy, zone);
      if (!due || asOf <= due.at) continue;
      const date = zone.dateOf(due.at);
      // The deadline is the last instant of its day, so that what is late is late by a day at least.
      const late = count(daysBetween(date, zone.dateOf(asOf)), 'day');
      const message = `Review of ${policy.id ?? 'the policy'} is ${late} overdue: due ${date}${due.why}`;
      yield { document: policy.ref, place: { pointer: due.pointer }, message };
    }
  },
});

/** The date that the policy states; a cycle counts from the effective date where it states none. */
function dueOf({ reviewDate, effectiveDate, reviewCycleMonths }: PolicyFacts, zone: Zone): Due | undefined {
  const stated = deadlineOf(reviewDate, zone);
  if (stated !== undefined) return { at: stated, pointer: '/review_date', why: '' };
  const start = spanOf(effectiveDate, zone);
  if (!start || reviewCycleMonths === undefined) return undefined;
  return {
    at: endOfLimit(start, { amount: reviewCycleMonths, unit: 'month' }, { zone }),
    pointer: '/review_cycle_months',
    why: `, ${count(reviewCycleMonths, 'month')} after it came into force on ${zone.dateOf(start.start)}`,
  };
}
