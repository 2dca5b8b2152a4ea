import { joinNames } from '../text/list.ts';
import { defineDocumentRule } from './define-rule.ts';

const MOST_NAMED = 5;

export default defineDocumentRule({
  id: 'incident-evidence-no-integrity',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['A.6.2.8', '7.5.3'],
  summary: 'Evidence of an incident has neither a digest nor a custodian.',
  rationale:
    'Evidence that anybody could have changed since proves nothing: a regulator or a court asks first how it is known to be what was collected.',
  fix: 'Add "sha256:" with the digest of the content, or "custodian:" with who keeps it unchanged.',
  kinds: ['incident'],
  check({ value: { evidence = [] } }) {
    const open = evidence.flatMap(({ id, sha256, custodian }, i) =>
      (sha256 ?? custodian) === undefined ? [{ name: id ?? `item ${i + 1}`, i }] : [],
    );
    const [first] = open;
    if (!first) return;
    return {
      place: { pointer: `/evidence/${first.i}/sha256`, on: 'key' },
      message: `Missing sha256 or custodian of evidence ${joinNames(
        open.map(({ name }) => name),
        'and',
        MOST_NAMED,
      )}`,
    };
  },
});
