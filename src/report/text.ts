import { codeFrame, indexSource } from '../text/code-frame.ts';
import { wrap, wrapWords } from '../text/display.ts';
import { disarmCommands, terminalLines, terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import type { LineIndex } from '../text/line-index.ts';
import { describeReferences } from '../text/references.ts';
import type { Finding, Location, Related, Result } from '../types.ts';
import { listedFindings } from './findings.ts';
import { describePlace, headline, headlineWords, LONGEST_MESSAGE } from './headline.ts';
import type { ReportOptions } from './options.ts';
import { createPaint, type Paint } from './paint.ts';
import { renderSummary, renderSummaryLine } from './text-summary.ts';

const INDENT = '  ';
const HANGING = '    ';
const LEAST_ROOM = 20;
const LONGEST_HELP = 4000;
const MOST_REMEMBERED = 16;

interface Page {
  readonly paint: Paint;
  readonly options: ReportOptions;
  /** Index of a file's lines, `undefined` when its text is not at hand. */
  readonly linesOf: (file: string) => LineIndex | undefined;
}

/**
 * For people: each finding as `path:line:column severity rule message`, its place in the source, what to write, what it
 * rests on; then what was checked, skipped, waived and not evaluable, and the verdict on each section in each layer.
 */
export function renderText(result: Result, options: ReportOptions): string {
  const paint = createPaint(options);
  const page: Page = { paint, options, linesOf: rememberRecent(options.sources) };
  const findings = listedFindings(result, options.minSeverity);
  const entries = findings.map((finding) => (options.quiet ? headline(finding, paint) : renderFinding(finding, page)));
  const summary = options.quiet ? renderSummaryLine(result, paint) : renderSummary(result, options, paint);
  const gap = options.quiet ? '\n' : '\n\n';
  return disarmCommands(entries.map((entry) => entry + gap).join('') + summary);
}

function renderFinding(finding: Finding, page: Page): string {
  const { paint, options } = page;
  const clauses = describeReferences(finding.references);
  const why = options.links ? clauses : [clauses, finding.url].filter((part) => part !== '').join(' · ');
  return [
    wrapWords(headlineWords(finding, paint), room(options, HANGING)).join(`\n${HANGING}`),
    ...frame(finding, { page, context: 1, marker: paint.severity[finding.severity] }),
    ...finding.related.flatMap((related) => renderRelated(related, page)),
    ...renderNote({ label: 'help', text: finding.help }, page),
    ...renderNote({ label: 'why', text: why, brush: paint.faint }, page),
  ].join('\n');
}

function renderRelated(related: Related, page: Page): readonly string[] {
  const message = clip(terminalText(related.message), LONGEST_MESSAGE);
  return [
    `${INDENT}${page.paint.accent('note:')} ${describePlace(related, page.paint)} ${message}`,
    ...frame(related, { page, context: 0, marker: page.paint.accent }),
  ];
}

interface FrameStyle {
  readonly page: Page;
  readonly context: number;
  readonly marker: (text: string) => string;
}

function frame(location: Location, { page, context, marker }: FrameStyle): readonly string[] {
  const { paint, options } = page;
  const lines = page.linesOf(location.file);
  if (!lines) return [];
  const width = options.width === undefined ? {} : { width: options.width - INDENT.length };
  const text = codeFrame(lines, location, { context, paint: { gutter: paint.faint, marker }, ...width });
  return text === '' ? [] : text.split('\n').map((line) => INDENT + line);
}

interface Note {
  readonly label: string;
  readonly text: string;
  readonly brush?: (line: string) => string;
}

function renderNote({ label, text, brush = (line) => line }: Note, { paint, options }: Page): readonly string[] {
  if (text.trim() === '') return [];
  const hanging = ' '.repeat(INDENT.length + label.length + 2);
  const width = room(options, hanging);
  const lines = terminalLines(clip(text.trimEnd(), LONGEST_HELP)).flatMap((line) => wrapKeepingIndent(line, width));
  const start = `${INDENT}${paint.accent(`${label}:`)} `;
  return lines.map((line, at) => (at === 0 ? start : hanging) + brush(line));
}

/** Columns left after an indentation; without a terminal, no end. */
function room({ width }: ReportOptions, indent: string): number {
  return width === undefined ? Number.POSITIVE_INFINITY : Math.max(width - indent.length, LEAST_ROOM);
}

/** Help may show lines to write, whose indentation counts. */
function wrapKeepingIndent(line: string, width: number): readonly string[] {
  const text = line.trimStart();
  const indent = ' '.repeat(line.length - text.length);
  return wrap(text, width - indent.length).map((part) => indent + part);
}

/** Findings come file by file, and most point at few other files: the last ones read are enough. */
function rememberRecent(sources: ReportOptions['sources']): Page['linesOf'] {
  const recent = new Map<string, LineIndex | undefined>();
  return (file) => {
    if (!recent.has(file)) {
      const source = sources(file);
      recent.set(file, source === undefined ? undefined : indexSource(source));
      const [oldest] = recent.keys();
      if (recent.size > MOST_REMEMBERED && oldest !== undefined) recent.delete(oldest);
    }
    return recent.get(file);
  };
}
