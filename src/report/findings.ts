import { type Finding, type Result, SEVERITIES, type Severity, type Waived } from '../types.ts';

/** Findings to list: not waived, at or above the least severity to be seen; by file, line, column and rule. */
export function listedFindings(result: Result, minSeverity: Severity): readonly Finding[] {
  return result.findings
    .filter((finding) => finding.waived === undefined && isAtLeast(finding.severity, minSeverity))
    .sort(byPlace);
}

/** What somebody accepted by name before what the baseline knows; each by place. */
export function waivedFindings(result: Result): readonly Finding[] {
  const weight = ({ waived }: Finding): number => (waived?.kind === 'baseline' ? 1 : 0);
  return result.findings
    .filter((finding) => finding.waived !== undefined)
    .sort((a, b) => weight(a) - weight(b) || byPlace(a, b));
}

/** `until 2026-12-31 by WVR-2026-001: reason`, each part escaped. */
export function sayTerms({ until, by, reason }: Waived, escape: (text: string) => string = (text) => text): string {
  return `${until === null ? '' : `until ${escape(until)} `}by ${escape(by)}: ${escape(reason)}`;
}

/** Worst first, waived last, then by place: the order in which a list is cut. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const weight = ({ severity, waived }: Finding): number => rank(severity) + (waived ? SEVERITIES.length : 0);
  return [...findings].sort((a, b) => weight(a) - weight(b) || byPlace(a, b));
}

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return rank(severity) <= rank(least);
}

export function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

/** By UTF-16 code units: the same order on every machine, unlike a locale's. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
