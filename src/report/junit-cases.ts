import { count } from '../text/plural.ts';
import type { Finding, Layer, Result } from '../types.ts';
import { compare, groupBy, listedFindings, sayTerms, waivedFindings } from './findings.ts';
import type { ReportOptions, RuleInfo } from './options.ts';

export interface TestCase {
  /** Section key, or `documents` for rules that belong to none. */
  readonly suite: string;
  readonly classname: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly message: string;
  /** Severity of the worst finding. */
  readonly type: string;
  readonly findings: readonly Finding[];
  /** Findings that do not fail the case. */
  readonly notices: readonly Finding[];
}

type Family = Pick<RuleInfo, 'id' | 'section' | 'layer'>;

/** Test cases of every known rule and of every rule that found something, by rule and file. */
export function createCases(result: Result, options: ReportOptions): readonly TestCase[] {
  const findings = listedFindings(result, options.minSeverity);
  const found = groupBy([...findings, ...waivedFindings(result)], (finding) => finding.rule);
  const families = new Map<string, Family>(options.rules.map((rule) => [rule.id, rule]));
  for (const [id, [first]] of found) {
    if (first && !families.has(id)) families.set(id, { id, section: first.section, layer: first.layer });
  }
  return [...families.values()]
    .sort((a, b) => compare(a.id, b.id))
    .flatMap((family) => {
      const own = found.get(family.id) ?? [];
      return own.length === 0 ? [emptyCase(family, result)] : casesByFile(family, own);
    });
}

function casesByFile(family: Family, findings: readonly Finding[]): readonly TestCase[] {
  return [...groupBy(findings, (finding) => finding.file)].map(([file, own]) => fileCase(family, file, own));
}

function fileCase(family: Family, file: string, findings: readonly Finding[]): TestCase {
  const open = findings.filter((finding) => finding.waived === undefined);
  const notices = open.filter((finding) => finding.severity === 'notice');
  const failing = open.filter((finding) => finding.severity !== 'notice');
  const [first] = failing;
  const base = { ...nameFamily(family), name: `${family.id} ${file}`, findings: failing, notices };
  if (first) {
    const message = failing.length === 1 ? first.message : `${first.message} (and ${failing.length - 1} more)`;
    const type = failing.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
    return { ...base, outcome: 'failed', message, type };
  }
  if (open.length > 0) return { ...base, outcome: 'passed', message: '', type: '' };
  return { ...base, outcome: 'skipped', message: describeWaivers(findings), type: '' };
}

function emptyCase(family: Family, result: Result): TestCase {
  const judged = isJudged(result, family.section, family.layer);
  const outcome = judged ? 'passed' : 'skipped';
  const message = judged ? '' : 'not evaluable: there was nothing to judge';
  return { ...nameFamily(family), name: family.id, outcome, message, type: '', findings: [], notices: [] };
}

/** A requirement without a verdict is no proof that its rules hold. */
function isJudged({ requirements }: Result, section: string | null, layer: Layer | null): boolean {
  const requirement = requirements.find((entry) => entry.section === section && entry.layer === layer);
  return requirement?.verdict !== 'not-evaluable' && requirement?.verdict !== 'not-applicable';
}

function nameFamily({ section, layer }: Family): Pick<TestCase, 'suite' | 'classname'> {
  const suite = section ?? 'documents';
  return { suite, classname: ['aimscheck', suite, layer].filter((part) => part !== null).join('.') };
}

function describeWaivers(findings: readonly Finding[]): string {
  const [first] = findings;
  const terms = first?.waived ? `waived ${sayTerms(first.waived)}` : '';
  return findings.length === 1 ? terms : `${count(findings.length, 'finding')} waived; ${terms}`;
}
