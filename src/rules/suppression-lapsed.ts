import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'suppression-lapsed',
  section: null,
  layer: null,
  severity: 'error',
  references: ['7.5.3', '6.1.3'],
  summary: 'The end date of a suppression has passed.',
  rationale:
    'What was accepted for a time was to be put right by then; a deviation that quietly goes on is one that nobody accepted.',
  fix: 'Put right what it covers and remove the comment; or decide anew and write a later "until=" with the reason that holds now.',
  dated: true,
});
