import { count } from '../text/plural.ts';
import { daysBetween } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isInForce, reviewDue } from './shared/policy-review.ts';

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
      const due = isInForce(policy) ? reviewDue(policy, zone) : undefined;
      if (!due || asOf <= due.at) continue;
      const date = zone.dateOf(due.at);
      // The deadline is the last instant of its day, so that what is late is late by a day at least.
      const late = count(daysBetween(date, zone.dateOf(asOf)), 'day');
      const message = `Review of ${policy.id ?? 'the policy'} is ${late} overdue: due ${date}${due.why}`;
      yield { document: policy.ref, place: { pointer: due.pointer }, message };
    }
  },
});
