import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-nonconformity-undecided',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'An incident that is being remediated does not say whether it is a nonconformity.',
  rationale:
    'Clause 10.2 applies to nonconformities; where nobody decides, an auditor cannot tell whether its duties were met or never considered.',
  fix: 'Add "nonconformity_assessment:" with is_nonconformity, requirement_refs and rationale.',
});
