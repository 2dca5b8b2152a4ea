import { defineWorkspaceRule } from './define-rule.ts';
import { daysLate, sayOwner } from './shared/lateness.ts';

export default defineWorkspaceRule({
  id: 'aims-input-not-actioned',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 e'],
  summary: 'A change of the management system that a review decided is past its date and not done.',
  rationale:
    'The review is held, the lesson is written, and the policy or risk register it should have changed still says the old thing.',
  fix: 'Make the change and set "status: done", set a later date, or set "status: rejected" and say why in the review.',
  dated: true,
  check({ incidents }, { asOf, zone }) {
    return incidents.flatMap(({ ref, id, followUp }) =>
      followUp.openInputs.flatMap(({ name, owner, due, pointer }) => {
        const late = daysLate(due, { asOf, zone });
        if (late === undefined) return [];
        const message = `Change of ${name} from the review of ${id ?? 'the incident'} is ${late} overdue: due ${due}, ${sayOwner(owner)}`;
        return { document: ref, place: { pointer }, message, due };
      }),
    );
  },
});
