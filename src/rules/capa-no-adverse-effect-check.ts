import type { Capa, DeepPartial } from '../documents.ts';
import { hasCapaReached } from '../facts/capa-states.ts';
import { defineDocumentRule } from './define-rule.ts';

const CHANGED = new Map([
  ['model', 'a model'],
  ['data', 'data'],
]);

type Action = NonNullable<DeepPartial<Capa>['actions']>[number];

function changesModel({ type, status, description }: Action): boolean {
  return status !== 'cancelled' && (CHANGED.has(type ?? '') || /\bprompts?\b/i.test(description ?? ''));
}

export default defineDocumentRule({
  id: 'capa-no-adverse-effect-check',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['A.6.2.4', 'ISO 13485 8.5.2'],
  summary: 'A CAPA changed a model, its data or its prompt, and nobody checked that this made nothing worse.',
  rationale:
    'What mends one group or one case often breaks another: a model that is retrained against one failure is a new model until it is evaluated.',
  fix: 'Run the regression and bias evaluation and add "no_adverse_effect:" with checked_by and result.',
  kinds: ['capa'],
  check({ value: { state, actions = [], no_adverse_effect: checked } }) {
    if (!hasCapaReached(state, 'implemented') || checked?.result !== undefined) return undefined;
    const at = actions.findIndex(changesModel);
    if (at < 0) return undefined;
    const place = { pointer: '/no_adverse_effect', on: 'key' } as const;
    return {
      place,
      message: `Missing no_adverse_effect: ${CHANGED.get(actions[at]?.type ?? '') ?? 'a prompt'} was changed`,
    };
  },
});
