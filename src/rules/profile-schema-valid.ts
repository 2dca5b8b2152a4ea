import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'profile-schema-valid',
  section: null,
  layer: 'design',
  severity: 'error',
  references: ['7.5.2', '4.3'],
  summary: 'The organisation profile has a key or a value that its format does not know, or lacks one that it needs.',
  rationale:
    'Systems, roles and regimes of the profile decide what is asked of the records; what is misspelt there is asked of none of them.',
  fix: 'Write the key and the value as the profile schema describes them.',
});
