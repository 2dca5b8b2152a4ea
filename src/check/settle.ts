import { createHash } from 'node:crypto';
import type { Rule } from '../rules/define-rule.ts';
import { concealSecrets } from '../text/secrets.ts';
import { type Finding, type Location, type Related, SEVERITIES, type Severity } from '../types.ts';
import { type Draft, pointerOf } from './draft.ts';
import type { RuleSet } from './rule-set.ts';

/** Address of the page that explains a rule. */
export function ruleUrl(id: string): string {
  return `https://github.com/aimscheck/aimscheck/blob/main/docs/rules.md#${id}`;
}

export interface Leniency {
  /** Whether a date rule may have its full severity on this file. */
  readonly isTouched: (path: string) => boolean;
}

/** Level of a draft: the configuration's, else the case's, else the rule's; a date rule on an untouched record at most warns. */
export function severityOf(
  draft: Draft,
  rule: Rule,
  { rules, isTouched }: Leniency & { rules: RuleSet },
): Severity | 'off' {
  const stated = rules.level(rule.id) ?? rules.inPreset(rule.id, draft.severity ?? rule.severity);
  const isLenient = draft.isEarlier || (rule.dated && !isTouched(draft.document.path));
  return lesser(isLenient && stated === 'error' ? 'warning' : stated, draft.atMost);
}

function lesser(level: Severity | 'off', most: Severity | undefined): Severity | 'off' {
  if (level === 'off' || most === undefined) return level;
  return SEVERITIES.indexOf(level) < SEVERITIES.indexOf(most) ? most : level;
}

export interface Placed {
  readonly draft: Draft;
  readonly location: Location;
  readonly related: readonly Related[];
}

/** The finding as every format sees it, but for its fingerprint's ordinal. */
export function toFinding({ draft, location, related }: Placed, rule: Rule, severity: Severity): Finding {
  return {
    rule: rule.id,
    severity,
    message: concealSecrets(draft.message),
    ...location,
    subject: draft.subject,
    section: draft.section ?? rule.section,
    layer: rule.layer,
    references: rule.references,
    fingerprint: hash([rule.id, draft.subject, pointerOf(draft) ?? '']),
    help: concealSecrets(draft.help ?? rule.fix),
    url: ruleUrl(rule.id),
    related,
    ...(draft.waived ? { waived: draft.waived } : {}),
    ...(draft.due === undefined ? {} : { due: draft.due }),
  };
}

/** Sorted by place; of several findings with one fingerprint the later ones are told apart by their number. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return [...findings].sort(byPlace).map((finding) => {
    const count = seen.get(finding.fingerprint) ?? 0;
    seen.set(finding.fingerprint, count + 1);
    return count === 0 ? finding : { ...finding, fingerprint: hash([finding.fingerprint, String(count)]) };
  });
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
