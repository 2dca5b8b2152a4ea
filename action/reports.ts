import { join } from 'node:path';
import type { Checked } from '../src/check/index.ts';
import { ruleInfo } from '../src/commands/check.ts';
import { REPORT_FORMATS, type ReportOptions } from '../src/report/index.ts';
import type { Inputs } from './inputs.ts';
import { saveReport } from './save.ts';

export interface Rendering {
  readonly exitCode: number;
  readonly permalink?: NonNullable<ReportOptions['permalink']>;
}

/** One report as text: no colours, no links. */
export async function render(name: string, { result, sources, rules }: Checked, rendering: Rendering): Promise<string> {
  const format = REPORT_FORMATS.get(name);
  if (!format) throw new Error(`no format "${name}"`);
  const plain = { color: false, links: false, quiet: false, minSeverity: 'notice' } as const;
  return (await format.load())(result, { ...plain, sources, rules: rules.map(ruleInfo), ...rendering });
}

export interface SavedReports {
  readonly resultJson: string;
  /** Empty where no SARIF was asked for. */
  readonly sarifFile: string;
}

interface Saving extends Rendering {
  readonly inputs: Inputs;
  readonly workspace: string;
}

/** Writes the reports asked for and, always, the result as JSON. */
export async function saveReports(
  checked: Checked,
  { inputs, workspace, ...rendering }: Saving,
): Promise<SavedReports> {
  const { formats, reportDir, sarifFile } = inputs;
  const fileOf = (name: string): string => join(reportDir, `aimscheck${REPORT_FORMATS.get(name)?.extension ?? ''}`);
  const files = [...new Set([...formats, 'json'])].map((name) => ({ name, file: fileOf(name) }));
  if (sarifFile !== undefined) files.push({ name: 'sarif', file: sarifFile });
  for (const { name, file } of files) saveReport(file, { text: await render(name, checked, rendering), workspace });
  return { resultJson: fileOf('json'), sarifFile: sarifFile ?? (formats.includes('sarif') ? fileOf('sarif') : '') };
}
