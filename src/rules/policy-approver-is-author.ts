import { samePerson } from '../facts/person.ts';
import { defineDocumentRule } from './define-rule.ts';

const AUTHORS = ['owner', 'author'] as const;

export default defineDocumentRule({
  id: 'policy-approver-is-author',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.2', '5.2'],
  summary: 'A policy was approved by the one who owns or wrote it.',
  rationale:
    "Approval is a second look by somebody with authority over the author; approving one's own text leaves the policy without any.",
  fix: 'Have the policy approved by somebody else, such as top management, and name them as approver.',
  kinds: ['policy'],
  check({ value: { metadata } }) {
    const same = AUTHORS.find((key) => samePerson(metadata.approver, metadata[key]));
    if (same === undefined) return [];
    const message = `Unexpected approver ${JSON.stringify(metadata.approver)}, who is the ${same} too`;
    return [{ place: { pointer: '/approver' }, message }];
  },
});
