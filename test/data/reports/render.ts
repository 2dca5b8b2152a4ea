import { REPORT_FORMATS, type ReportOptions } from '../../../src/report/index.ts';
import type { Finding, Result } from '../../../src/types.ts';
import { CONFORMING, EMPTY, NEGLECTED, RULES, readSource } from './sample.ts';

export const FORMATS = [...REPORT_FORMATS.keys()];
export const RESULTS = { neglected: NEGLECTED, conforming: CONFORMING, empty: EMPTY };

const OPTIONS: ReportOptions = {
  color: false,
  links: false,
  quiet: false,
  minSeverity: 'notice',
  sources: readSource,
  rules: RULES,
  exitCode: 1,
};

export async function render(format: string, result: Result, options: Partial<ReportOptions> = {}): Promise<string> {
  const known = REPORT_FORMATS.get(format);
  if (!known) throw new Error(`no format ${format}`);
  const print = await known.load();
  return print(result, { ...OPTIONS, ...options });
}

export function firstFinding(): Finding {
  const [first] = NEGLECTED.findings;
  if (!first) throw new Error('the sample has no findings');
  return first;
}

/** Findings on lines 1, 2, 3, …, last line first. */
export function repeat(severity: Finding['severity'], amount: number): readonly Finding[] {
  return Array.from({ length: amount }, (_, index) => {
    const line = amount - index;
    return { ...firstFinding(), severity, file: 'incidents/AI-INC-2026-021.yml', line, end_line: line };
  });
}
