import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'runbook-review-overdue',
  section: null,
  layer: 'implementation',
  severity: 'warning',
  references: ['7.5.2'],
  summary: 'The review of a runbook in use is past its date.',
  rationale:
    'Documented information has to be kept suitable; contacts and commands in a runbook that nobody has read again are the first thing to be wrong.',
  fix: 'Review the runbook and set "review_due:" to the next date, or set "status: retired".',
  dated: true,
  *check({ runbooks }, { asOf, zone }) {
    for (const { ref, id, status, reviewDue } of runbooks) {
      const deadline = deadlineOf(reviewDue, zone);
      if (status === 'draft' || status === 'retired' || deadline === undefined || asOf <= deadline) continue;
      const late = count(daysBetween(zone.dateOf(deadline), zone.dateOf(asOf)), 'day');
      yield {
        document: ref,
        place: { pointer: '/review_due' },
        message: `Review of ${id ?? 'the runbook'} is ${late} overdue: due ${reviewDue}`,
      };
    }
  },
});
