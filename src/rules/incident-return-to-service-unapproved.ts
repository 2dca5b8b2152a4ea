import { defineDocumentRule } from './define-rule.ts';

const ANSWERS = ['return_to_service_approved_by', 'validation_refs'] as const;

export default defineDocumentRule({
  id: 'incident-return-to-service-unapproved',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'warning',
  references: ['A.6.2.4', 'A.6.2.5', '8.1'],
  summary: 'Service was restored without an approver, or without evidence that the restored system was validated.',
  rationale:
    'A model that comes back unchecked is a new release in disguise; whoever is harmed by it asks who let it out and on what grounds.',
  fix: 'Under recovery, add "return_to_service_approved_by:" and "validation_refs:" with the evaluation or test report.',
  kinds: ['incident'],
  check({ value: { recovery, kind } }) {
    if (recovery?.restored_at === undefined || kind === 'drill') return;
    const missing = ANSWERS.filter((key) => recovery[key] === undefined);
    if (missing.length === 0) return;
    return {
      place: { pointer: `/recovery/${missing[0]}`, on: 'key' },
      message: `Missing ${missing.join(' and ')} of the return to service`,
    };
  },
});
