import { isAddress, markdownCode, markdownLines, markdownText } from '../text/escape.ts';
import { clip, fit, measure } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import { describeReferences } from '../text/references.ts';
import { type Finding, LAYERS, type Requirement, type Result, SEVERITIES } from '../types.ts';
import { listedFindings, sayTerms, waivedFindings, worstFirst } from './findings.ts';
import type { ReportOptions } from './options.ts';
import {
  conformanceGrid,
  countDocuments,
  countUnlisted,
  denominators,
  describeBaseline,
  describeCounts,
  describeDocuments,
  describeReviews,
  describeUnknown,
  describeWaivedCounts,
  LAYER_TITLES,
  notEvaluable,
  sayTextVerdict,
  skippedByReason,
  textVerdicts,
  VERDICT_SIGNS,
} from './summary.ts';

/** A job summary above this is dropped whole, and the job turns red. */
const SUMMARY_LIMIT = 1024 * 1024;
const LONGEST_CELL = 500;
const MOST_LISTED = 20;
const SIGNS = { error: '❌', warning: '⚠️', notice: 'ℹ️' } as const;

/**
 * For a job summary or a comment: counts, findings worst first, the verdict on each section in each layer, what was
 * waived, skipped and not evaluable. Within `maxBytes`; the findings that do not fit are counted.
 */
export function renderMarkdown(result: Result, options: ReportOptions): string {
  const limit = options.maxBytes ?? SUMMARY_LIMIT;
  const head = `## aimscheck: ${headline(result)}\n\n${describeRun(result)}\n`;
  const tail = [grid(result), notes(result, options)]
    .filter(isSaid)
    .map((part) => `\n${part}\n`)
    .join('');
  const room = limit - measure(head + tail, 'bytes');
  return fit(head + findingsTable(result, options, room) + tail, { limit, unit: 'bytes' });
}

function headline(result: Result): string {
  const { errors, warnings, notices } = result.summary;
  if (countDocuments(result) === 0 && errors + warnings + notices === 0) return 'nothing was checked';
  return describeCounts(result) + describeWaivedCounts(result);
}

function describeRun(result: Result): string {
  const commit = result.commit === null ? 'not committed' : `commit ${markdownCode(result.commit.slice(0, 12))}`;
  return `Checked ${describeDocuments(result)} as of ${markdownText(result.as_of)}, ${commit}.`;
}

function findingsTable(result: Result, options: ReportOptions, room: number): string {
  const findings = worstFirst(listedFindings(result, options.minSeverity));
  if (findings.length === 0) return '';
  const head = '\n| | Finding | Where | What to do |\n| --- | --- | --- | --- |\n';
  const rows = fitRows(findings, options, room - measure(head + sayMore(findings), 'bytes'));
  return head + rows.join('') + (rows.length < findings.length ? sayMore(findings.slice(rows.length)) : '');
}

function fitRows(findings: readonly Finding[], options: ReportOptions, room: number): readonly string[] {
  const rows: string[] = [];
  let used = 0;
  for (const finding of findings) {
    const row = findingRow(finding, options);
    used += measure(row, 'bytes');
    if (used > room) break;
    rows.push(row);
  }
  return rows;
}

function sayMore(left: readonly Finding[]): string {
  const parts = SEVERITIES.map(
    (severity) => [severity, left.filter((finding) => finding.severity === severity).length] as const,
  )
    .filter(([, amount]) => amount > 0)
    .map(([severity, amount]) => count(amount, severity));
  return `\n**${count(left.length, 'finding')} not shown here** (${parts.join(', ')}): see the log or the report.\n`;
}

function findingRow(finding: Finding, { permalink }: ReportOptions): string {
  const { severity, rule, message, file, line, references, help, url } = finding;
  const ruleCode = markdownCode(rule);
  const ruleCell = isAddress(url) ? `[${ruleCode}](${url})` : ruleCode;
  const where = markdownCode(`${clip(file, LONGEST_CELL)}:${line}`);
  const address = permalink?.(file, line) ?? '';
  const clauses = describeReferences(references);
  const cells = [
    `${SIGNS[severity]} ${severity}`,
    `${ruleCell}<br>${cellText(message)}`,
    isAddress(address) ? `[${where}](${address})` : where,
    [markdownLines(clip(help, LONGEST_CELL)), clauses && `<sub>${cellText(clauses)}</sub>`].filter(isSaid).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function cellText(text: string): string {
  return markdownText(clip(text, LONGEST_CELL));
}

function grid(result: Result): string {
  const rows = conformanceGrid(result);
  if (rows.length === 0) return '';
  const titles = ['Section', ...LAYERS.map((layer) => LAYER_TITLES[layer])];
  return [
    `| ${titles.join(' | ')} |`,
    `| ${titles.map(() => '---').join(' | ')} |`,
    ...rows.map(({ section, cells }) => `| ${[markdownText(section), ...cells.map(gridCell)].join(' | ')} |`),
    ...otherPolicies(result),
  ].join('\n');
}

function otherPolicies(result: Result): readonly string[] {
  const lines = textVerdicts(result).map(
    (one) => `- ${markdownText(one.policy)}: ${VERDICT_SIGNS[one.verdict]} ${markdownText(sayTextVerdict(one))}`,
  );
  return lines.length === 0 ? [] : ['', '**Other policies, by the text alone**\n', ...lines];
}

function gridCell(requirement: Requirement | undefined): string {
  if (!requirement) return '';
  const verdict = `${VERDICT_SIGNS[requirement.verdict]} ${requirement.verdict.replace('-', ' ')}`;
  if (requirement.checked === 0) return verdict;
  const { without_waivers: without } = requirement;
  const other = without
    ? `<br>without waivers: ${VERDICT_SIGNS[without.verdict]} ${without.verdict.replace('-', ' ')} ${without.passed}/${requirement.checked}`
    : '';
  return `${verdict} ${denominators(requirement)}${other}`;
}

function notes(result: Result, options: ReportOptions): string {
  const unlisted = countUnlisted(result, options);
  const lists = [
    describeBaseline(result) === '' ? '' : `**Baseline**: ${markdownText(describeBaseline(result))}.`,
    list(waivedFindings(result).map(describeWaived), 'Waived'),
    list([...notEvaluable(result).map(describeUnjudged), ...describeUnknown(result)], 'Not evaluable'),
    list(describeReviews(result).map(markdownText), 'Reviews'),
    list(skippedByReason(result).map(describeSkipped), 'Skipped'),
    unlisted > 0 ? `${count(unlisted, 'finding')} below ${options.minSeverity} not listed.` : '',
  ];
  return lists.filter(isSaid).join('\n\n');
}

function list(items: readonly string[], title: string): string {
  if (items.length === 0) return '';
  const rest = items.length > MOST_LISTED ? [`and ${items.length - MOST_LISTED} more`] : [];
  return [`**${title}**\n`, ...[...items.slice(0, MOST_LISTED), ...rest].map((item) => `- ${item}`)].join('\n');
}

function describeWaived({ rule, file, line, waived }: Finding): string {
  const where = markdownCode(`${clip(file, LONGEST_CELL)}:${line}`);
  return `${markdownCode(rule)} in ${where} ${waived ? sayTerms(waived, cellText) : ''}`;
}

function describeUnjudged({ section, layer, checked, not_evaluable }: Requirement): string {
  const share = checked === 0 ? 'no documents' : `${not_evaluable} of ${count(checked, 'document')}`;
  return `${markdownText(section)}, ${layer}: ${share}`;
}

function describeSkipped([reason, files]: readonly [string, readonly string[]]): string {
  const named = files.slice(0, 3).map((file) => markdownCode(clip(file, LONGEST_CELL)));
  const rest = files.length > 3 ? ` and ${files.length - 3} more` : '';
  return `${count(files.length, 'file')}, ${cellText(reason)}: ${named.join(', ')}${rest}`;
}

function isSaid(text: string): boolean {
  return text !== '';
}
