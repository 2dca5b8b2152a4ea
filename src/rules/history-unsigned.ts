import { defineHistoryRule } from './define-rule.ts';

export default defineHistoryRule({
  id: 'history-unsigned',
  section: null,
  layer: 'operation',
  severity: 'notice',
  references: ['7.5.3'],
  summary: 'The last change of a record carries no signature. Off unless the configuration sets a level.',
  rationale: 'Anybody who may push can write any name into a commit; a signature ties it to a key.',
  fix: 'Sign commits (git config commit.gpgsign true) and require signatures on the branch.',
  optIn: true,
  *check({ records }) {
    for (const record of records) {
      const transition = record.transitions.at(-1);
      if (!record.now || !transition || transition.commit.isSigned || transition.isProposed) continue;
      yield {
        record,
        transition,
        place: { line: 1 },
        anchor: '',
        message: 'The last change of this record is not signed',
      };
    }
  },
});
