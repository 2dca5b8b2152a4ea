import { hasCapaReached } from '../facts/capa-states.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'capa-preventive-no-risk',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['6.1.1', '6.1.3'],
  summary: 'A preventive CAPA says neither what could go wrong nor which risk it treats.',
  rationale:
    'ISO/IEC 42001 treats what has not happened yet as a risk (6.1): without the risk nobody can tell whether the action is worth its price, or enough.',
  fix: 'Add "risk_ref:" with the id in the risk register, or "potential_cause:" with what could cause it.',
  kinds: ['capa'],
  check({ value: { kind, state, potential_cause: cause, risk_ref: risk } }) {
    if (kind !== 'preventive' || !hasCapaReached(state, 'plan-proposed')) return undefined;
    if (cause !== undefined || risk !== undefined) return undefined;
    return {
      place: { pointer: '/risk_ref', on: 'key' },
      unless: ['/potential_cause'],
      message: `Missing risk_ref or potential_cause of a preventive CAPA, state ${state}`,
    };
  },
});
