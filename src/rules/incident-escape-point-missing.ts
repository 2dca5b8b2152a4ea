import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-escape-point-missing',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'notice',
  references: ['9.1', '10.2'],
  summary: 'A finished investigation does not say why the incident was not noticed earlier.',
  rationale:
    'The cause says what failed; the escape point says which check let it through, and only fixing both keeps the next one from reaching people.',
  fix: 'Under investigation, add "escape_point:" with the check, test or alert that should have caught it and why it did not.',
});
