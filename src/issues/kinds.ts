import type { Finding } from '../types.ts';
import type { IssuesConfig } from './settings.ts';

/** Rules that speak of one missing root cause: together they are one problem of a record. */
export const ROOT_CAUSE_RULES: readonly string[] = ['incident-root-cause-missing', 'rca-overdue', 'capa-no-root-cause'];

const RULES_BY_PROBLEM: ReadonlyMap<string, readonly string[]> = new Map([
  ['capa-overdue', ['capa-overdue']],
  ['root-cause', ROOT_CAUSE_RULES],
]);
const PROBLEM_BY_RULE = new Map(
  [...RULES_BY_PROBLEM].flatMap(([problem, rules]) => rules.map((rule) => [rule, problem])),
);

/** Rules that also tell of what was done too late: no issue can mend that, so that only what has a due day gets one. */
const PROMISES = new Set(['rca-overdue', 'triage-overdue', 'containment-overdue', 'pir-overdue', 'capa-plan-overdue']);

export function isLateForGood({ rule, due }: Pick<Finding, 'rule' | 'due'>): boolean {
  return due === undefined && PROMISES.has(rule);
}

/** One issue for all problems of an incident, with `group: record`. */
export const GROUPED = 'incident';

/** The problem that a finding of a rule is; undefined where it gets no issue. */
export function problemOf(
  rule: string,
  { isIncident, config }: { isIncident: boolean; config: IssuesConfig },
): string | undefined {
  const problem = PROBLEM_BY_RULE.get(rule) ?? (config.rules?.some((id) => id === rule) ? rule : undefined);
  return problem !== undefined && isIncident && config.group === 'record' ? GROUPED : problem;
}

/** The rules whose findings are a problem. */
export function rulesOf(problem: string, config: IssuesConfig): readonly string[] {
  if (problem === GROUPED) return config.group === 'record' ? [...ROOT_CAUSE_RULES, ...(config.rules ?? [])] : [];
  return RULES_BY_PROBLEM.get(problem) ?? config.rules?.filter((id) => id === problem) ?? [];
}

/** `CAPA overdue`, `Root cause missing`; another rule's id as words. */
export function nameOf(problem: string): string {
  const known = NAMES.get(problem);
  if (known !== undefined) return known;
  const words = problem
    .replaceAll('-', ' ')
    .replace(/^capa\b/, 'CAPA')
    .replace(/^rca\b/, 'Root cause');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['capa-overdue', 'CAPA overdue'],
  ['root-cause', 'Root cause missing'],
  [GROUPED, 'Incident record'],
]);
