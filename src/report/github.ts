import { commandData, commandProperty, disarmCommands, terminalLines, terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import { describeReferences } from '../text/references.ts';
import { type Finding, type Result, SEVERITIES, type Severity } from '../types.ts';
import { listedFindings, worstFirst } from './findings.ts';
import { headline } from './headline.ts';
import type { ReportOptions } from './options.ts';
import { createPaint } from './paint.ts';
import { renderSummaryLine } from './text-summary.ts';

/** GitHub shows this many annotations per level and step, and drops the rest in silence. */
export const ANNOTATION_LIMIT = 10;
const LONGEST_MESSAGE = 4000;

/** What GitHub shows beside a line. `file` is absent for what concerns no file. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface AnnotationSelection {
  /** At most `limit` of each severity, worst first; where some are left out, the last of a severity says how many. */
  readonly annotations: readonly Annotation[];
  readonly omitted: readonly Finding[];
}

/** Chooses what to annotate. Waived findings must not be among `findings`. */
export function selectAnnotations(findings: readonly Finding[], limit = ANNOTATION_LIMIT): AnnotationSelection {
  const bySeverity = SEVERITIES.map((severity) => selectSeverity(findings, severity, limit));
  return {
    annotations: bySeverity.flatMap((selection) => selection.annotations),
    omitted: bySeverity.flatMap((selection) => selection.omitted),
  };
}

/**
 * Workflow commands for a step that runs the command line. Findings beyond the limit follow as plain lines of the log,
 * so that the log has them all.
 */
export function renderGitHub(result: Result, options: ReportOptions): string {
  const { annotations, omitted } = selectAnnotations(listedFindings(result, options.minSeverity));
  const paint = createPaint({ color: false, links: false });
  const plain = omitted.map((finding) => `${headline(finding, paint)}\n`).join('') + renderSummaryLine(result, paint);
  return annotations.map((annotation) => `${workflowCommand(annotation)}\n`).join('') + disarmCommands(plain);
}

/** `::error file=…,line=…,col=…,title=…::message`. No end: GitHub draws ranges that end at a file's end wrongly. */
export function workflowCommand({ severity, title, message, file, line, column }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${commandProperty(terminalText(file))}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${commandProperty(terminalText(title))}`,
  ];
  return `::${severity} ${properties.join(',')}::${commandData(message)}`;
}

function selectSeverity(findings: readonly Finding[], severity: Severity, limit: number): AnnotationSelection {
  const found = worstFirst(findings.filter((finding) => finding.severity === severity));
  if (found.length <= limit) return { annotations: found.map(toAnnotation), omitted: [] };
  const kept = Math.max(limit - 1, 0);
  const omitted = found.slice(kept);
  return { annotations: [...found.slice(0, kept).map(toAnnotation), sayMore(severity, omitted.length)], omitted };
}

function toAnnotation(finding: Finding): Annotation {
  const { severity, rule, file, line, column } = finding;
  const parts = [
    finding.message,
    finding.help && `help: ${finding.help}`,
    describeReferences(finding.references),
    finding.url,
  ];
  const message = parts
    .filter((part) => part !== '')
    .flatMap(terminalLines)
    .join('\n');
  return { severity, title: rule, message: clip(message, LONGEST_MESSAGE), file, line, column };
}

function sayMore(severity: Severity, amount: number): Annotation {
  const title = `${count(amount, `more ${severity}`)} not annotated`;
  const message = `GitHub shows ${ANNOTATION_LIMIT} annotations of each level. The log and the report list all findings.`;
  return { severity, title, message };
}
