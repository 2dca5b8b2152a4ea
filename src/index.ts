import { runCheck } from './check/index.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Result, Severity } from './types.ts';

export { UsageError } from './errors.ts';
export type { Evidence, Finding, Layer, Related, Requirement, Result, Severity, Skipped, Verdict } from './types.ts';

export interface CheckInput {
  /** Folder to check from; the configuration is looked for upward of it. Default: the working folder. */
  readonly cwd?: string;
  /** Files or folders whose findings are wanted. */
  readonly paths?: readonly string[];
  readonly config?: string;
  /** RFC 3339 date-time, or a date: the end of that day. Default: now. */
  readonly asOf?: string;
  /** Judge what was committed then: a revision, or a date. Its date counts as now where `asOf` is not given. */
  readonly at?: string;
  /** Base of the change to check, such as `origin/main`. */
  readonly changed?: { readonly base: string; readonly head?: string };
  /** File of known findings; `.aimscheck-baseline.json` where it is there. False: none. */
  readonly baseline?: string | false;
  readonly failOn?: Severity | 'never';
  readonly allowEmpty?: boolean;
}

/**
 * Checks a repository.
 * @returns the result and the exit code: 0 clean, 1 findings at or above `failOn` (default: error), 3 nothing matched
 * @throws UsageError for options or configuration the user can mend
 */
export async function check(input: CheckInput = {}): Promise<{ result: Result; exitCode: number }> {
  const { cwd = '.', failOn = 'error', allowEmpty = false, ...rest } = input;
  const now = input.at === undefined ? { asOf: new Date().toISOString() } : {};
  const { result, matched } = await runCheck({ ...now, ...rest, cwd });
  return { result, exitCode: exitCodeOf(result, { matched, failOn, allowEmpty }) };
}
