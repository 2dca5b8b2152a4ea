import type { ConformanceResult, LayerReport, SectionReport } from '../../conformance/model.ts';
import { clip } from '../../text/fit.ts';
import { count } from '../../text/plural.ts';
import { describeReferences } from '../../text/references.ts';
import type { Finding } from '../../types.ts';
import { figureOf } from '../figures.ts';
import { sayTerms, worstFirst } from '../findings.ts';
import { renderJson } from '../json.ts';
import type { ReportOptions } from '../options.ts';
import { askedLayers, evidenceOf, OTHER_POLICIES, policyVerdict } from '../policies.ts';
import { type Cell, type RegisterTable, registersOf } from '../registers.ts';
import { describeCounts, describeDocuments, LAYER_TITLES } from '../summary.ts';
import { openPdf, type PdfWriter } from './writer.ts';

/** A printed page is read to its end by nobody beyond that; all is in the JSON that is attached. */
const MOST_ROWS = 150;
const MOST_FINDINGS = 20;
const LONGEST_CELL = 240;

/** The report on paper: tagged for screen readers, with bookmarks, and the JSON of the report attached. */
export async function renderPdf(result: ConformanceResult, options: ReportOptions): Promise<Uint8Array> {
  const name = result.report.organisation.name ?? 'Unnamed organisation';
  const title = `${name}: AI incident management, conformance report`;
  const pdf = openPdf({ title, created: new Date(result.as_of) });
  cover(pdf, result, name);
  summary(pdf, result);
  requirements(pdf, result);
  pdf.newPage();
  pdf.heading(2, 'Registers');
  for (const register of registersOf(result)) registerPart(pdf, register);
  background(pdf, result);
  pdf.attach({ name: 'conformance-report.json', type: 'application/json', content: renderJson(result, options) });
  return pdf.finish(`${name} · ${result.report.period.from} to ${result.report.period.to}`);
}

function cover(pdf: PdfWriter, result: ConformanceResult, name: string): void {
  const { organisation, period } = result.report;
  pdf.heading(1, name);
  pdf.paragraph('AI incident management: conformance report');
  if (organisation.scope !== null) pdf.paragraph(organisation.scope, { soft: true });
  pdf.table(
    [
      { title: 'This report', weight: 1 },
      { title: 'Covers', weight: 3 },
    ],
    [
      ['Period', `${period.from} to ${period.to} (${period.timezone})`],
      ['As of', result.as_of],
      ['Commit', result.commit ?? 'not committed'],
      ['Examined', describeDocuments(result)],
      ['Findings', `${describeCounts(result)}, ${result.summary.waived} waived`],
      ['Made with', `aimscheck ${result.tool.version}`],
    ],
  );
}

function summary(pdf: PdfWriter, { report }: ConformanceResult): void {
  pdf.heading(2, 'Summary');
  pdf.list(report.summary.map(({ text }) => text));
  pdf.heading(2, 'Eight sections, three layers');
  pdf.table(
    ['Section', ...Object.values(LAYER_TITLES)].map((title, i) => ({ title, weight: i === 0 ? 2 : 1.3 })),
    report.sections.map(({ title, layers }) => [title, ...layers.map(verdictText)]),
  );
  if (report.policies.length === 0) return;
  pdf.heading(2, OTHER_POLICIES.title);
  pdf.paragraph(OTHER_POLICIES.note, { soft: true });
  pdf.table(
    ['Policy', 'Verdict', 'Sections that pass'].map((title, i) => ({ title, weight: i === 0 ? 2 : 1.3 })),
    report.policies.map((policy) => {
      const { verdict, passed } = policyVerdict(policy);
      return [policy.title, verdict.replace('-', ' '), passed];
    }),
  );
}

function verdictText({ verdict, passed, checked, unwaived }: LayerReport): string {
  const of = checked === 0 ? '' : `, ${passed} of ${checked}`;
  return `${verdict.replace('-', ' ')}${of}${unwaived === verdict ? '' : ` (${unwaived} without waivers)`}`;
}

function requirements(pdf: PdfWriter, result: ConformanceResult): void {
  const { sections, policies } = result.report;
  const findings = new Map(result.findings.map((finding) => [finding.fingerprint, finding]));
  pdf.heading(2, 'Requirements, verdicts and evidence');
  for (const section of sections) {
    pdf.heading(3, section.title);
    sectionPart(pdf, section, { result, findings });
  }
  for (const policy of policies) {
    pdf.heading(3, policy.title);
    for (const section of policy.sections) {
      pdf.paragraph(section.title, { bold: true });
      sectionPart(pdf, section, { result, findings });
    }
  }
}

interface Shown {
  readonly result: ConformanceResult;
  readonly findings: ReadonlyMap<string, Finding>;
}

function sectionPart(pdf: PdfWriter, section: SectionReport, { result, findings }: Shown): void {
  pdf.paragraph(describeReferences(section.references), { soft: true });
  for (const layer of askedLayers(section)) {
    const own = worstFirst(layer.findings.flatMap((fingerprint) => findings.get(fingerprint) ?? []));
    const evidence = evidenceOf(result, section, layer.layer);
    pdf.paragraph(`${LAYER_TITLES[layer.layer]}: ${verdictText(layer)}`, { bold: true });
    pdf.paragraph(`${layer.requirement} ${layer.reason}`);
    pdf.list([
      ...own.slice(0, MOST_FINDINGS).map(findingText),
      ...(own.length > MOST_FINDINGS
        ? [`${count(own.length - MOST_FINDINGS, 'finding')} more: see the JSON attached`]
        : []),
      ...evidence.map(({ text, file, line }) => `Evidence: ${clip(text, LONGEST_CELL)} (${file}:${line})`),
    ]);
  }
}

function findingText({ severity, message, file, line, rule, waived }: Finding): string {
  const until = waived ? ` Waived ${sayTerms(waived)}` : '';
  return `${severity}: ${clip(message, LONGEST_CELL)} (${file}:${line}, ${rule}).${until}`;
}

/** Columns with long text get the room. */
const WIDE: ReadonlySet<string> = new Set(['title', 'reason', 'what', 'how', 'scope', 'file']);

function registerPart(pdf: PdfWriter, { title, note, empty, columns, rows }: RegisterTable): void {
  pdf.heading(3, title);
  if (rows.length === 0) return pdf.paragraph(empty);
  pdf.paragraph(`${note} ${rows.length} in all.`, { soft: true });
  const shown = columns.flatMap(({ detail }, i) => (detail ? [] : [i]));
  pdf.table(
    shown.map((i) => ({ title: columns[i]?.title ?? '', weight: WIDE.has(columns[i]?.key ?? '') ? 2 : 1 })),
    rows.slice(0, MOST_ROWS).map(({ cells }) => shown.map((i) => cellText(cells[i] ?? null))),
  );
  if (rows.length > MOST_ROWS)
    pdf.paragraph(`${count(rows.length - MOST_ROWS, 'row')} left out here: see the JSON attached.`);
}

const cellText = (cell: Cell): string => (cell === null ? '–' : clip(String(cell), LONGEST_CELL));

function background(pdf: PdfWriter, { report, commit, as_of, tool }: ConformanceResult): void {
  pdf.heading(2, 'Statistics');
  pdf.table(
    [
      { title: 'Figure', weight: 1.4 },
      { title: 'Value', weight: 0.6 },
      { title: 'Counted', weight: 0.7 },
      { title: 'How it is computed', weight: 3 },
    ],
    report.statistics.map((one) => [one.title, figureOf(one), `${one.counted} of ${one.of}`, one.how]),
  );
  crosswalk(pdf, report.crosswalk);
  sample(pdf, report.sample);
  pdf.heading(2, 'How this was judged');
  pdf.list(report.grading.map(({ verdict, text }) => `${verdict.replace('-', ' ')}: ${text}`));
  pdf.heading(3, 'What a machine cannot judge');
  pdf.list(report.limits.map(({ what, why }) => `${what}. ${why}`));
  pdf.heading(3, 'Reproduce it');
  pdf.paragraph(
    'The same commit, as-of and version give the same bytes. With the JSON attached: npx aimscheck verify report.json',
  );
  pdf.list([
    `Commit ${commit ?? 'none'}, as of ${as_of}, aimscheck ${tool.version}, seed ${report.options.seed}`,
    ...Object.entries(report.digests).map(([name, digest]) => `SHA-256 of ${name}: ${digest ?? 'none'}`),
  ]);
}

function crosswalk(pdf: PdfWriter, frameworks: ConformanceResult['report']['crosswalk']): void {
  pdf.heading(2, 'Crosswalk');
  for (const { title, entries } of frameworks) {
    pdf.heading(3, title);
    pdf.table(
      [
        { title: 'Reference', weight: 1 },
        { title: 'About', weight: 2.6 },
        { title: 'Worst verdict', weight: 1 },
        { title: 'Findings', weight: 0.7 },
      ],
      entries.map(({ id, name, verdict, findings }) => [id, name, verdict.replace('-', ' '), String(findings)]),
    );
  }
}

function sample(pdf: PdfWriter, drawn: ConformanceResult['report']['sample']): void {
  pdf.heading(2, "Auditor's sample");
  pdf.paragraph(`Seed ${drawn.seed}. ${drawn.method}`, { soft: true });
  if (drawn.records.length === 0) return pdf.paragraph('No record falls into the period.');
  pdf.table(
    [
      { title: 'Record', weight: 1.6 },
      { title: 'Stratum', weight: 0.8 },
      { title: 'Blob', weight: 1.3 },
      ...drawn.questions.map((title) => ({ title, weight: 1 })),
    ],
    drawn.records.map(({ id, stratum, blob }) => [
      id,
      stratum,
      blob?.slice(0, 12) ?? 'not committed',
      ...drawn.questions.map(() => '[  ]'),
    ]),
  );
}
