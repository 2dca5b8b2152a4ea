import { hasCapaReached } from '../facts/capa-states.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-no-root-cause',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 b'],
  summary: 'A corrective CAPA has a plan but neither states a root cause nor cites one.',
  rationale:
    'Corrective means that a cause is removed; where none is named, nobody can tell whether the plan removes it, nor later whether it did.',
  fix: 'Add "root_cause_refs:" with ids of root causes of the incident, or "root_cause:" with a statement.',
  kinds: ['capa'],
  *check({ value: { kind, state, root_cause: cause, root_cause_refs: refs } }) {
    if (kind !== 'corrective' || !hasCapaReached(state, 'plan-proposed')) return;
    if (cause !== undefined || refs !== undefined) return;
    yield {
      place: { pointer: '/root_cause_refs', on: 'key' },
      unless: ['/root_cause'],
      message: `Missing root_cause or root_cause_refs of a corrective CAPA, state ${state}`,
    };
  },
});
