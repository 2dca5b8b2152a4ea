import type { Severity } from '../../types.ts';

/** A set of rule levels. What the configuration says of a rule wins over it. */
export const PRESETS = ['recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

/** Rules that announce, or tell what could not be judged: nothing is wrong yet, in any preset. */
const ANNOUNCING: ReadonlySet<string> = new Set([
  'base-unknown',
  'baseline-stale',
  'capa-due-soon',
  'history-not-evaluable',
  'notification-deadline-approaching',
  'policy-class-unused',
  'policy-review-soon',
  'regime-not-yet-applicable',
  'regulatory-data-stale',
  'waiver-expires-soon',
]);

export const isAnnouncing = (rule: string): boolean => ANNOUNCING.has(rule);

const STRICTER: Readonly<Record<Severity, Severity>> = { notice: 'warning', warning: 'error', error: 'error' };

/**
 * Level of a rule in a preset. `recommended` leaves it as the rule, or the case, has it; `strict` makes warnings errors
 * and notices warnings, announcements aside.
 */
export function levelInPreset(preset: Preset, rule: string, own: Severity): Severity {
  return preset === 'strict' && !isAnnouncing(rule) ? STRICTER[own] : own;
}
