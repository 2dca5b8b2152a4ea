import { defineDocumentRule } from './define-rule.ts';

/** Where others wait for word, "promptly" is no answer. */
const TIMED_SECTION = 'stakeholder-notification';

export default defineDocumentRule({
  id: 'policy-deadline-vague',
  section: 'stakeholder-notification',
  layer: 'design',
  severity: 'warning',
  references: ['A.8.4', '7.4'],
  summary: 'A policy says "promptly" or "as soon as possible" where nothing near it gives a number.',
  rationale:
    'What is done "without undue delay" is never late: the records cannot be held against it, and the law\'s own limit passes unnoticed.',
  fix: 'Add the longest time that may pass: "without undue delay, at the latest within 72 hours".',
  kinds: ['policy'],
  check({ value: { reading, commitments } }) {
    if (!reading) return [];
    const timed = new Set(commitments.map(({ line }) => line));
    const settled = new Set(reading.statements.filter(({ line }) => timed.has(line)).map(({ under }) => under));
    return reading.vague_deadlines.flatMap(({ line, words, section, under }) => {
      if (section !== TIMED_SECTION || settled.has(under)) return [];
      settled.add(under);
      return [{ place: { line }, message: `Unexpected "${words}", expected a time limit` }];
    });
  },
});
