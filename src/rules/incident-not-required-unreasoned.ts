import type { Report } from '../types.ts';
import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'incident-not-required-unreasoned',
  kinds: ['incident'],
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['7.5', 'GDPR 33(5)'],
  summary: 'An incident is said not to be reportable, and no reason or nobody who decided is recorded.',
  rationale: 'The decision not to notify is the one an authority questions; without its reason it cannot be defended.',
  fix: 'Write rationale and assessed_by beside the decision.',
  check({ value: { reportability } }) {
    if (reportability === undefined) return undefined;
    return reportability.flatMap(({ regime_id, decision, rationale, assessed_by }, i): Report[] => {
      if (decision !== 'not-required') return [];
      const missing = [
        ...((rationale ?? '').trim() === '' ? ['rationale'] : []),
        ...(assessed_by === undefined ? ['assessed_by'] : []),
      ];
      if (missing.length === 0) return [];
      const message = `Missing ${missing.join(' and ')} of the decision that ${regime_id ?? 'the regime'} does not require notice`;
      return [{ place: { pointer: `/reportability/${i}/${missing[0]}`, on: 'key' }, message }];
    });
  },
});
