import { defineWorkspaceRule } from './define-rule.ts';

const LOWEST_WITH_REVIEW = 3;

export default defineWorkspaceRule({
  id: 'incident-closed-without-review',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'error',
  references: ['10.1', '9.1'],
  summary: 'An incident of one of the three worst levels is closed without a post-incident review.',
  rationale:
    'Without the review nothing reaches the policy, the risk register or the people who were not on call; management review then has nothing to review.',
  fix: 'Add "review:" with held_at, participants and lessons, or reopen the incident until the review is held.',
  *check({ incidents, severities }) {
    for (const { ref, state, severity, hasReview, times } of incidents) {
      const rank = severities.rankOf(severity);
      if (state !== 'closed' || rank === undefined || rank > LOWEST_WITH_REVIEW) continue;
      if (hasReview && times.reviewed !== undefined) continue;
      yield {
        document: ref,
        place: { pointer: hasReview ? '/review/held_at' : '/review', on: 'key' },
        message: hasReview ? `Missing review.held_at of closed ${severity}` : `Missing review of closed ${severity}`,
      };
    }
  },
});
