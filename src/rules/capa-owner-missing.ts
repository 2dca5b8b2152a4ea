import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'capa-owner-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 c', '6.2'],
  summary: 'A CAPA that is taken up has no owner.',
  rationale:
    'What nobody is accountable for is not done; there is no one to remind, to ask for an extension or to answer the auditor.',
  fix: 'Add "owner:" with the handle, e-mail address or role of one accountable person.',
});
