import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-closed-no-evidence',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', '7.5.3'],
  summary: 'A CAPA is closed without evidence that it was carried out.',
  rationale:
    'The standard asks for documented results of corrective action; a closed record that points to nothing is a statement, and auditors do not sample statements.',
  fix: 'Add "evidence_refs:" with the pull request, release, report or log that shows the action was done.',
});
