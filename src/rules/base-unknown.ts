import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'base-unknown',
  section: null,
  layer: null,
  severity: 'notice',
  references: [],
  summary:
    'On a pull request the commit it is based on is not there, so every rule that depends on the date is at most a warning.',
  rationale:
    'Without the base it cannot be told which records the pull request touches: an overdue CAPA that it edits would stop it otherwise, and a reviewer should know that it did not.',
  fix: 'Set "fetch-depth: 2" for actions/checkout, so that the parent of the merge commit is there.',
});
