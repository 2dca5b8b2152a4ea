import type { PolicyFacts } from '../../facts/index.ts';
import { endOfLimit } from '../../promises/limit.ts';
import { count } from '../../text/plural.ts';
import { deadlineOf, spanOf, type Zone } from '../../time.ts';

/** A draft is not in force yet, a retired policy no longer. */
const NOT_IN_FORCE = new Set(['draft', 'retired']);

export const isInForce = ({ status }: PolicyFacts): boolean => !NOT_IN_FORCE.has(status ?? '');

/** When a policy is to be reviewed: the last instant of the day, and what says so. */
export interface ReviewDue {
  readonly at: number;
  readonly pointer: string;
  readonly why: string;
}

/** The date that the policy states; a cycle counts from the effective date where it states none. */
export function reviewDue(policy: PolicyFacts, zone: Zone): ReviewDue | undefined {
  const stated = deadlineOf(policy.reviewDate, zone);
  if (stated !== undefined) return { at: stated, pointer: '/review_date', why: '' };
  const start = spanOf(policy.effectiveDate, zone);
  const months = policy.reviewCycleMonths;
  if (!start || months === undefined) return undefined;
  return {
    at: endOfLimit(start, { amount: months, unit: 'month' }, { zone }),
    pointer: '/review_cycle_months',
    why: `, ${count(months, 'month')} after it came into force on ${zone.dateOf(start.start)}`,
  };
}
