import type { Requirement } from '../../types.ts';
import type { UnjudgedRow } from '../model.ts';

/** Requirements, or documents of them, on which nothing could be said. */
export function unjudgedRegister(requirements: readonly Requirement[], gaps: readonly string[]): UnjudgedRow[] {
  const unjudged = requirements
    .filter(({ verdict, not_evaluable }) => verdict === 'not-evaluable' || not_evaluable > 0)
    .map(({ policy, section, layer, checked, not_evaluable }) => ({
      policy,
      section,
      layer,
      checked,
      not_evaluable,
      reason: checked === 0 ? 'There is no document of that kind.' : 'The document could not be read.',
    }));
  const unread = gaps.map((reason) => ({
    policy: null,
    section: null,
    layer: 'operation' as const,
    checked: 0,
    not_evaluable: 0,
    reason,
  }));
  return [...unjudged, ...unread];
}
