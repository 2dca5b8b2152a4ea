import type { Verdict } from './types.ts';

/** Worst first. */
const ORDER: readonly Verdict[] = ['major', 'minor', 'observation', 'not-evaluable', 'conforms', 'not-applicable'];

/** The worst of several verdicts; of none, that nothing applies. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
}
