import { defineSchemaRule } from './define-rule.ts';

export default defineSchemaRule({
  id: 'incident-containment-unverified',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2', '8.1'],
  summary: 'Containment is recorded, and nobody is named who verified that it works.',
  rationale:
    'A switch that was thrown is not yet harm that has stopped; without a check the system may go on harming people while the record says contained.',
  fix: 'Under containment, add "verified_by:" with who checked that the harm had stopped.',
});
