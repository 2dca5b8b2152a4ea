import { defineSchemaRule } from './define-rule.ts';

/** Looked for where files are read (src/check/secrets.ts): in the whole text, comments and broken documents included. */
export default defineSchemaRule({
  id: 'record-contains-secret',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A document holds a credential: a key, a token or a password.',
  rationale:
    'Whoever can read the repository, or any copy of it, can use the credential; records are kept for years and shared with auditors.',
  fix: 'Revoke the credential first, since Git keeps it; then write where it is kept in place of it.',
});
