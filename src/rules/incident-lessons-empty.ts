import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'incident-lessons-empty',
  section: 'lessons-learned-and-aims-integration',
  layer: 'operation',
  severity: 'warning',
  references: ['10.1', '10.2'],
  summary:
    'A reviewed and closed incident names no lesson, or says without a reason that the management system needs no change.',
  rationale:
    'The review is where an incident changes the management system; a review with no outcome looks held and has improved nothing.',
  fix: 'Under review, add "lessons:", or "aims_inputs:" with what changes; for none, type: none with reason_if_none.',
  kinds: ['incident'],
  *check({ value: { state, review } }) {
    if (state !== 'closed' || !review) return;
    const { lessons = [], aims_inputs: inputs = [] } = review;
    if (lessons.length === 0 && inputs.length === 0) {
      yield { place: { pointer: '/review/lessons', on: 'key' }, message: 'Missing lessons of the review' };
    }
    for (const [i, { type, reason_if_none: reason }] of inputs.entries()) {
      if (type !== 'none' || reason !== undefined) continue;
      yield {
        place: { pointer: `/review/aims_inputs/${i}/reason_if_none`, on: 'key' },
        message: 'Missing reason_if_none for no input to the AIMS',
        help: 'Add "reason_if_none:", or name what changes in policy, risk register, training or monitoring.',
      };
    }
  },
});
