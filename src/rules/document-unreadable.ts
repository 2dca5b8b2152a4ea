import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'document-unreadable',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A file that should be a document cannot be read: it is too large, not text, or not accessible.',
  rationale:
    'A record that cannot be opened is a record that is not available: nothing in it was checked, and an auditor will not be able to read it either.',
  fix: 'Keep documents as UTF-8 text below the size limit; put exports and logs elsewhere and name them under evidence.',
  options: {
    max_kib: {
      title: 'Largest size',
      description: 'Size in KiB above which a file is not read.',
      type: 'integer',
      minimum: 1,
      maximum: 1_048_576,
    },
  },
  defaults: { max_kib: 1_024 },
});
