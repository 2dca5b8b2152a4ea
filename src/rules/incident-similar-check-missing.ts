import { hasReached } from '../facts/incident-states.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'incident-similar-check-missing',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'An incident with a known cause does not show that others like it were looked for.',
  rationale:
    'The same cause often sits in the next model, data set or supplier too; finding it there before it strikes is what the standard asks for.',
  fix: 'Under investigation, add "similar_check:" with done: true, the scope that was looked at and the result.',
  kinds: ['incident'],
  *check({ value }) {
    const check = value.investigation?.similar_check;
    if (!check || !hasReached(value.state, 'remediating')) return;
    const { done, scope, result, refs } = check;
    if (done === false) {
      yield {
        place: { pointer: '/investigation/similar_check/done' },
        message: `Similar occurrences are not checked in state ${value.state}`,
      };
    } else if (done && scope === undefined && result === undefined && refs === undefined) {
      yield {
        place: { pointer: '/investigation/similar_check/result', on: 'key' },
        message: 'Missing result of the check for similar occurrences',
      };
    }
  },
});
