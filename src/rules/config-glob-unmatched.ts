import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'config-glob-unmatched',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A glob of the configuration matches no file.',
  rationale:
    'A folder that was renamed drops out of the check without a sound, and the result looks as good as before.',
  fix: 'Correct the glob under documents in .aimscheck.yml (relative to the folder of that file), or remove it.',
});
