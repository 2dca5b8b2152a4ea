import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'incident-rollback-version-missing',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'warning',
  references: ['A.6.2.5', '6.3'],
  summary: 'A model rollback does not say from which version to which.',
  rationale:
    'Who repeats or undoes the rollback at night, and who investigates the cause later, has to know which model was live before and after.',
  fix: 'Add "from_version:" and "to_version:" to the containment action.',
  kinds: ['incident'],
  *check({ value }) {
    for (const [i, action] of (value.containment?.actions ?? []).entries()) {
      if (action.type !== 'model-rollback') continue;
      const missing = (['from_version', 'to_version'] as const).filter((key) => action[key] === undefined);
      if (missing.length === 0) continue;
      yield {
        place: { pointer: `/containment/actions/${i}/${missing[0]}`, on: 'key' },
        message: `Missing ${missing.join(' and ')} of the model rollback`,
        help: `Add ${missing.map((key) => `"${key}:"`).join(' and ')} with the version of the model.`,
      };
    }
  },
});
