import type { ConformanceResult, LayerReport, SectionReport, Statement } from '../conformance/model.ts';
import { isAddress, markdownCode, markdownText } from '../text/escape.ts';
import { clip, fit } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import { describeReferences } from '../text/references.ts';
import type { Finding, Verdict } from '../types.ts';
import { figureOf } from './figures.ts';
import { sayTerms, worstFirst } from './findings.ts';
import type { ReportOptions } from './options.ts';
import { type FilePlace, permalink } from './places.ts';
import { askedLayers, evidenceOf, OTHER_POLICIES, policyVerdict } from './policies.ts';
import { type Cell, type RegisterTable, registersOf } from './registers.ts';
import { describeDocuments, LAYER_TITLES, VERDICT_SIGNS } from './summary.ts';

/** A job summary above this is dropped whole. */
const SUMMARY_LIMIT = 1024 * 1024;
/** Rows of a register, and findings of a requirement; the rest is counted. */
const MOST_ROWS = 40;
const MOST_FINDINGS = 15;
const LONGEST_CELL = 240;
const MARKS: Readonly<Record<Statement['tone'], string>> = { good: '✔', attention: '⚠', bad: '✖', plain: '·' };

type Link = (place: FilePlace) => string;

/** The conformance report for a repository, a wiki or a job summary; within `maxBytes`, 1 MiB when not given. */
export function renderConformanceMarkdown(
  result: ConformanceResult,
  { maxBytes = SUMMARY_LIMIT }: ReportOptions,
): string {
  const link = linkTo(result);
  const parts = [
    head(result),
    summary(result),
    requirements(result, link),
    registers(result, link),
    statistics(result),
    crosswalk(result),
    sample(result, link),
    method(result),
  ];
  return fit(`${parts.join('\n\n')}\n`, { limit: maxBytes, unit: 'bytes' });
}

function linkTo(result: ConformanceResult): Link {
  const addressOf = permalink(result);
  return (place) => {
    const text = markdownCode(`${clip(place.file, LONGEST_CELL)}:${place.line}`);
    const address = addressOf(place) ?? '';
    return isAddress(address) ? `[${text}](${address})` : text;
  };
}

const cellText = (cell: Cell): string => (cell === null ? '–' : markdownText(clip(String(cell), LONGEST_CELL)));

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function head(result: ConformanceResult): string {
  const { organisation, period } = result.report;
  return [
    `# Conformance report: ${cellText(organisation.name ?? 'unnamed organisation')}`,
    organisation.scope === null ? '' : `Scope of the AI management system: ${cellText(organisation.scope)}`,
    `Period ${period.from} to ${period.to}, as of ${result.as_of}, commit ${result.commit === null ? 'none' : markdownCode(result.commit)}. Examined: ${describeDocuments(result)}. Made with aimscheck ${result.tool.version}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function summary({ report }: ConformanceResult): string {
  const rows = report.sections.map(({ title, layers }) => [title, ...layers.map(gridCell)]);
  return [
    '## Summary',
    report.summary.map(({ tone, text }) => `- ${MARKS[tone]} ${markdownText(text)}`).join('\n'),
    '## Eight sections, three layers',
    table(['Section', ...Object.values(LAYER_TITLES)], rows),
    ...otherPolicies(report),
  ].join('\n\n');
}

function gridCell({ verdict, passed, checked, unwaived }: LayerReport): string {
  const of = checked === 0 ? '' : `, ${passed} of ${checked}`;
  const without = unwaived === verdict ? '' : ` (${unwaived} without waivers)`;
  return `${verdictText(verdict)}${of}${without}`;
}

const verdictText = (verdict: Verdict): string => `${VERDICT_SIGNS[verdict]} ${verdict.replace('-', ' ')}`;

function otherPolicies({ policies }: ConformanceResult['report']): string[] {
  if (policies.length === 0) return [];
  const rows = policies.map((policy) => {
    const { verdict, passed } = policyVerdict(policy);
    return [cellText(policy.title), verdictText(verdict), passed];
  });
  return [`## ${OTHER_POLICIES.title}`, OTHER_POLICIES.note, table(['Policy', 'Verdict', 'Sections that pass'], rows)];
}

function requirements(result: ConformanceResult, link: Link): string {
  const byFingerprint = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  const part = (section: SectionReport, layer: LayerReport): string => {
    const own = worstFirst(layer.findings.flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? []));
    const evidence = evidenceOf(result, section, layer.layer);
    return [
      `**${LAYER_TITLES[layer.layer]}: ${gridCell(layer)}.** ${markdownText(`${layer.requirement} ${layer.reason}`)}\n`,
      ...own.slice(0, MOST_FINDINGS).map((finding) => findingItem(finding, link)),
      ...(own.length > MOST_FINDINGS ? [`- and ${own.length - MOST_FINDINGS} more`] : []),
      ...evidence.map((one) => `- Evidence: ${cellText(one.text)} ${link(one)}`),
    ].join('\n');
  };
  const parts = (sections: readonly SectionReport[], level: string) =>
    sections.map((section) =>
      [
        `${level} ${cellText(section.title)}`,
        markdownText(describeReferences(section.references)),
        ...askedLayers(section).map((layer) => part(section, layer)),
      ].join('\n\n'),
    );
  const { sections, policies } = result.report;
  return [
    '## Requirements, verdicts and evidence',
    ...parts(sections, '###'),
    ...policies.flatMap((policy) => [`### ${cellText(policy.title)}`, ...parts(policy.sections, '####')]),
  ].join('\n\n');
}

function findingItem(finding: Finding, link: Link): string {
  const { severity, message, rule, waived } = finding;
  const until = waived ? ` Waived ${sayTerms(waived, cellText)}` : '';
  return `- ${waived ? 'Waived' : severity[0]?.toUpperCase() + severity.slice(1)}: ${cellText(message)} ${link(finding)} ${markdownCode(rule)}${until}`;
}

function registers(result: ConformanceResult, link: Link): string {
  return ['## Registers', ...registersOf(result).map((register) => registerPart(register, link))].join('\n\n');
}

function registerPart({ title, note, empty, columns, rows }: RegisterTable, link: Link): string {
  if (rows.length === 0) return `### ${title}\n\n${empty}`;
  const shown = columns.flatMap(({ detail }, i) => (detail ? [] : [i]));
  const body = rows
    .slice(0, MOST_ROWS)
    .map(({ cells, source }) => [...shown.map((i) => cellText(cells[i] ?? null)), ...(source ? [link(source)] : [])]);
  const titles = [...shown.map((i) => columns[i]?.title ?? ''), ...(rows[0]?.source ? ['Where'] : [])];
  const left = rows.length - MOST_ROWS;
  return [
    `### ${title}`,
    `${note} ${rows.length} in all.`,
    table(titles, body),
    ...(left > 0 ? [`${count(left, 'row')} left out here: see the CSV files or the JSON.`] : []),
  ].join('\n\n');
}

function statistics({ report }: ConformanceResult): string {
  const rows = report.statistics.map((one) => [one.title, figureOf(one), `${one.counted} of ${one.of}`, one.how]);
  return `## Statistics\n\n${table(['Figure', 'Value', 'Counted', 'How it is computed'], rows)}`;
}

function crosswalk({ report }: ConformanceResult): string {
  const parts = report.crosswalk.map(({ title, entries }) =>
    [
      `### ${title}`,
      table(
        ['Reference', 'About', 'Worst verdict', 'Findings'],
        entries.map(({ id, name, verdict, findings }) => [id, name, verdict.replace('-', ' '), String(findings)]),
      ),
    ].join('\n\n'),
  );
  return ['## Crosswalk', ...parts].join('\n\n');
}

function sample({ report: { sample: drawn } }: ConformanceResult, link: Link): string {
  const rows = drawn.records.map((record) => [
    cellText(record.id),
    cellText(record.stratum),
    link(record),
    record.blob === null ? 'not committed' : markdownCode(record.blob),
    ...drawn.questions.map(() => '☐'),
  ]);
  return [
    "## Auditor's sample",
    `Seed ${drawn.seed}. ${markdownText(drawn.method)}`,
    rows.length === 0
      ? 'No record falls into the period.'
      : table(['Record', 'Stratum', 'Where', 'Blob', ...drawn.questions], rows),
  ].join('\n\n');
}

function method({ report }: ConformanceResult): string {
  return [
    '## How this was judged',
    report.grading.map(({ verdict, text }) => `- **${verdict.replace('-', ' ')}**: ${markdownText(text)}`).join('\n'),
    '### What a machine cannot judge',
    report.limits.map(({ what, why }) => `- **${what}.** ${why}`).join('\n'),
    '### Reproduce it',
    'The same commit, as-of and version give the same bytes: `npx aimscheck verify report.json` in a clone.',
    table(
      ['Digest (SHA-256)', ''],
      Object.entries(report.digests).map(([name, digest]) => [name, digest === null ? 'none' : markdownCode(digest)]),
    ),
  ].join('\n\n');
}
