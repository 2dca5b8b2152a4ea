import { jsonText } from '../text/escape.ts';
import type { Finding, Result } from '../types.ts';
import { byPlace, isAtLeast } from './findings.ts';
import type { ReportOptions } from './options.ts';

/** Keys in the order people read them; keys not listed follow by their code units. */
const KEY_ORDER = [
  'version tool name as_of commit summary errors warnings notices waived without_waivers baseline adopted_on at_adoption left documents policy incident capa runbook skipped',
  'findings requirements report rule severity message file line column end_line end_column subject section layer',
  'references fingerprint help url related due by until reason verdict checked passed failed not_evaluable evidence text',
].flatMap((keys) => keys.split(' '));
const RANKS: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/** The result, as schemas/report.schema.json describes it. Waived findings are kept, and say so. */
export function renderJson(result: Result, { minSeverity }: ReportOptions): string {
  const isListed = (finding: Finding): boolean => isAtLeast(finding.severity, minSeverity);
  const { report, ...rest }: Result & { readonly report?: unknown } = result;
  const listed = { ...rest, findings: result.findings.filter(isListed).sort(byPlace) };
  const text = JSON.stringify(listed, orderKeys, 2);
  return jsonText(`${report === undefined ? text : withReport(text, report)}\n`);
}

/** The report part keeps the order in which it was built. JSON strings hold no line break: indenting is safe. */
function withReport(text: string, report: unknown): string {
  const part = JSON.stringify(report, null, 2).replaceAll('\n', '\n  ');
  return `${text.slice(0, -'\n}'.length)},\n  "report": ${part}\n}`;
}

function orderKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(key: string): number {
  return RANKS.get(key) ?? KEY_ORDER.length;
}
