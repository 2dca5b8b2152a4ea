import { type Result, SEVERITIES, type Severity } from './types.ts';

/** 0 clean · 1 findings at or above `failOn` · 3 nothing matched. Usage errors are 2, set where they are caught. */
export function exitCodeOf(
  result: Result,
  { matched, failOn, allowEmpty }: { matched: number; failOn: Severity | 'never'; allowEmpty: boolean },
): number {
  if (matched === 0) return allowEmpty ? 0 : 3;
  if (failOn === 'never') return 0;
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return result.findings.some(({ severity, waived }) => !waived && failing.includes(severity)) ? 1 : 0;
}
