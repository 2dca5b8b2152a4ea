import type { IncidentFacts, PolicyFacts } from '../facts/index.ts';
import { spanOf, type Zone } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isInForce } from './shared/policy-review.ts';

export default defineWorkspaceRule({
  id: 'policy-review-after-trigger',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'warning',
  references: ['A.2.4', '10.2'],
  summary:
    'An incident of the worst severity was reviewed, and the policy that grades it has not been looked at since.',
  rationale:
    'The gravest incidents are those that the policy did not prevent: 10.2 e asks whether the management system has to change, and the review date of the policy is the first place where the answer shows.',
  fix: 'Review the policy in the light of the incident and write the day as last_review, also where nothing changes.',
  dated: true,
  *check({ incidents, severities }, { zone }) {
    const { policy, rankOf } = severities;
    if (!policy || !isInForce(policy)) return;
    const after = incidents.filter((incident) => rankOf(incident.severity) === 1 && isLater(incident, policy, zone));
    const [first, ...others] = after.sort((a, b) => (a.times.reviewed ?? '').localeCompare(b.times.reviewed ?? ''));
    if (!first) return;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    yield {
      document: policy.ref,
      place: { pointer: '/last_review' },
      message: `Missing review of ${policy.id ?? 'the policy'} after ${first.id ?? first.ref.path}${more} (${first.severity}): last looked at ${policy.lastReview}`,
      related: [{ document: first.ref, place: { pointer: '/review/held_at' }, message: 'its review was held here' }],
    };
  },
});

/** Its review was held after the policy was last looked at. */
function isLater({ times }: IncidentFacts, { lastReview }: PolicyFacts, zone: Zone): boolean {
  const reviewed = spanOf(times.reviewed, zone);
  const looked = spanOf(lastReview, zone);
  return reviewed !== undefined && looked !== undefined && reviewed.start > looked.end;
}
