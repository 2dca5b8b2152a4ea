import type { PromiseKind } from './kinds.ts';
import type { Limit } from './limit.ts';

const h = (amount: number): Limit => ({ amount, unit: 'hour' });
const d = (amount: number): Limit => ({ amount, unit: 'day' });
const bd = (amount: number): Limit => ({ amount, unit: 'business-day' });

/**
 * What is expected where nobody promised anything, by severity rank, worst first; the last holds for any other, null is
 * no limit. Practice, not law: no standard prescribes numbers (ISO/IEC 42001 10.2 asks for action in proportion).
 */
export const DEFAULT_LIMITS: Readonly<Partial<Record<PromiseKind, readonly (Limit | null)[]>>> = {
  triage: [h(1), h(4), bd(1), bd(3)],
  containment: [h(4), h(24), h(72), null],
  'root-cause': [d(10), d(15), d(30), d(60)],
  'incident-review': [bd(5), bd(10), d(30), null],
  'capa-plan': [d(15), d(20), d(40), null],
  'capa-due': [d(30), d(45), d(90), d(120)],
  drill: [d(180), d(365)],
};
