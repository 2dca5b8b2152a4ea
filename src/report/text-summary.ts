import { displayWidth, wrap } from '../text/display.ts';
import { terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import { LAYERS, type Requirement, type Result, type Severity, type Verdict } from '../types.ts';
import { sayTerms, waivedFindings } from './findings.ts';
import type { ReportOptions } from './options.ts';
import type { Paint } from './paint.ts';
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
  type GridRow,
  LAYER_TITLES,
  notEvaluable,
  sayCounts,
  sayTextVerdict,
  skippedByReason,
  type TextVerdict,
  textVerdicts,
  VERDICT_SIGNS,
} from './summary.ts';

/** Named before the rest is counted. */
const MOST_NAMED = 3;
const LABEL_WIDTH = 15;
const LONGEST_REASON = 100;
const LONGEST_SECTION = 60;

/** The block after the findings; it ends with the summary line. */
export function renderSummary(result: Result, options: ReportOptions, paint: Paint): string {
  const blocks = [
    renderFacts(result, options, paint),
    renderGrid(result, paint),
    [renderSummaryLine(result, paint).trimEnd()],
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The one line that says how it went. */
export function renderSummaryLine(result: Result, paint: Paint): string {
  const documents = countDocuments(result);
  const worst = worstSeverity(result);
  if (documents === 0 && !worst) return `${paint.severity.warning('!')} ${paint.strong('nothing was checked')}\n`;
  const sign = worst ? paint.severity[worst](worst === 'error' ? '✖' : '!') : paint.verdict.conforms('✔');
  return `${sign} ${paint.strong(describeCounts(result))}${waivedCount(result)} in ${count(documents, 'document')}\n${bothWays(result)}`;
}

function renderFacts(result: Result, options: ReportOptions, paint: Paint): readonly string[] {
  const commit = result.commit === null ? 'not committed' : `commit ${terminalText(result.commit).slice(0, 12)}`;
  const unlisted = countUnlisted(result, options);
  const room = Math.max((options.width ?? Number.POSITIVE_INFINITY) - LABEL_WIDTH, LABEL_WIDTH);
  const fact = (label: string, entries: readonly string[]): readonly string[] =>
    entries
      .flatMap((entry) => wrap(entry, room))
      .map((line, at) => (at === 0 ? paint.strong(label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH)) + line);
  return [
    ...fact('Checked', [describeDocuments(result), `as of ${terminalText(result.as_of)}, ${commit}`]),
    ...fact('Skipped', describeSkipped(result)),
    ...fact('Waived', describeWaived(result)),
    ...fact('Baseline', describeBaseline(result) === '' ? [] : [terminalText(describeBaseline(result))]),
    ...fact('Not evaluable', [...notEvaluable(result).map(describeUnjudged), ...describeUnknown(result)]),
    ...fact('Reviews', describeReviews(result).map(terminalText)),
    ...fact('Not listed', unlisted > 0 ? [`${count(unlisted, 'finding')} below ${options.minSeverity}`] : []),
  ];
}

function describeSkipped(result: Result): readonly string[] {
  return skippedByReason(result).map(([reason, files]) => {
    const named = files.slice(0, MOST_NAMED).map(terminalText).join(', ');
    const rest = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
    return `${count(files.length, 'file')}, ${clip(terminalText(reason), LONGEST_REASON)}: ${named}${rest}`;
  });
}

function describeWaived(result: Result): readonly string[] {
  const waived = waivedFindings(result);
  const lines = waived.slice(0, MOST_NAMED).map(({ rule, file, line, waived: waiver }) => {
    const terms = waiver ? sayTerms(waiver, (text) => clip(terminalText(text), LONGEST_REASON)) : '';
    return `${terminalText(file)}:${line} ${terminalText(rule)} ${terms}`;
  });
  return waived.length > MOST_NAMED ? [...lines, `and ${waived.length - MOST_NAMED} more`] : lines;
}

function describeUnjudged({ section, layer, checked, not_evaluable }: Requirement): string {
  const share = checked === 0 ? 'no documents' : `${not_evaluable} of ${count(checked, 'document')}`;
  return `${terminalText(section)}, ${layer}: ${share}`;
}

function renderGrid(result: Result, paint: Paint): readonly string[] {
  const rows = conformanceGrid(result);
  if (rows.length === 0) return [];
  const others = textVerdicts(result);
  const titles = ['Section', ...LAYERS.map((layer) => LAYER_TITLES[layer])];
  const table = rows.map((row) => [clip(terminalText(row.section), LONGEST_SECTION), ...row.cells.map(cellText)]);
  const widths = titles.map((title, at) =>
    Math.max(...[title, ...table.map((cells) => cells[at] ?? '')].map(displayWidth)),
  );
  return [
    paint.strong(joinCells(titles, widths)),
    ...rows.map((row, at) => paintRow(row, padCells(table[at] ?? [], widths), paint)),
    ...(others.length === 0 ? [] : ['', paint.strong('Other policies, by the text alone')]),
    ...others.map((one) => paintOther(one, widths[0] ?? 0, paint)),
    paint.faint(
      legend([
        ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.verdict)),
        ...others.map(({ verdict }) => verdict),
      ]),
    ),
    paint.faint(`12/14 = 12 of 14 documents pass${hasBothWays(result) ? '; in brackets: without waivers' : ''}`),
  ];
}

function waivedCount({ summary: { waived } }: Result): string {
  return waived === 0 ? '' : `, ${waived} waived`;
}

function bothWays({ summary }: Result): string {
  return summary.waived === 0 ? '' : `  without waivers: ${sayCounts(summary.without_waivers)}\n`;
}

function hasBothWays({ requirements }: Result): boolean {
  return requirements.some((requirement) => requirement.without_waivers !== undefined);
}

function cellText(requirement: Requirement | undefined): string {
  if (!requirement) return '';
  const sign = VERDICT_SIGNS[requirement.verdict];
  if (requirement.checked === 0) return sign;
  const { without_waivers: without } = requirement;
  const other = without ? ` (${VERDICT_SIGNS[without.verdict]} ${without.passed}/${requirement.checked})` : '';
  return `${sign} ${denominators(requirement)}${other}`;
}

function paintRow({ cells }: GridRow, padded: readonly string[], paint: Paint): string {
  const [section = '', ...rest] = padded;
  const painted = rest.map((text, at) => {
    const requirement = cells[at];
    return requirement ? paint.verdict[requirement.verdict](text) : text;
  });
  return [section, ...painted].join('   ').trimEnd();
}

function paintOther(other: TextVerdict, width: number, paint: Paint): string {
  const name = clip(terminalText(other.policy), LONGEST_SECTION);
  const said = `${VERDICT_SIGNS[other.verdict]} ${terminalText(sayTextVerdict(other))}`;
  return `${name}${' '.repeat(Math.max(0, width - displayWidth(name)))}   ${paint.verdict[other.verdict](said)}`;
}

function joinCells(cells: readonly string[], widths: readonly number[]): string {
  return padCells(cells, widths).join('   ').trimEnd();
}

function padCells(cells: readonly string[], widths: readonly number[]): readonly string[] {
  return cells.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - displayWidth(cell)));
}

/** Explains the signs in use. */
function legend(verdicts: readonly (Verdict | undefined)[]): string {
  const used = new Set(verdicts);
  const entries = Object.entries(VERDICT_SIGNS) as [Verdict, string][];
  const signs = entries
    .filter(([verdict]) => used.has(verdict))
    .map(([verdict, sign]) => `${sign} ${verdict.replace('-', ' ')}`);
  return signs.join('  ');
}

function worstSeverity({ summary }: Result): Severity | undefined {
  if (summary.errors > 0) return 'error';
  if (summary.warnings > 0) return 'warning';
  return summary.notices > 0 ? 'notice' : undefined;
}
