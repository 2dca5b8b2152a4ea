import { join } from 'node:path';
import type { Checked } from '../src/check/index.ts';
import { ruleInfo } from '../src/commands/check.ts';
import { renderConformance, reportOf } from '../src/commands/report.ts';
import { CONFORMANCE_FORMATS } from '../src/report/conformance-formats.ts';
import { REPORT_FORMATS, type ReportOptions } from '../src/report/index.ts';
import { renderStatement } from '../src/report/statement.ts';
import type { Inputs } from './inputs.ts';
import { saveReport } from './save.ts';

export interface Rendering {
  readonly exitCode: number;
  readonly permalink?: NonNullable<ReportOptions['permalink']>;
  /** Address of the repository, where the commit can be shown there. */
  readonly repository?: string;
}

/** One report as text: no colours, no links. */
export async function render(
  name: string,
  { result, sources, rules }: Checked,
  { repository: _, ...rendering }: Rendering,
): Promise<string> {
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

/**
 * Writes the reports asked for and, always, the result as JSON. Where a format that only the conformance report has is
 * among them, all of them are that report, with an in-toto statement on their digests beside them.
 */
export async function saveReports(
  checked: Checked,
  { inputs, workspace, ...rendering }: Saving,
): Promise<SavedReports> {
  const { formats, reportDir, sarifFile } = inputs;
  const wanted = [...new Set([...formats, 'json'])];
  const isConformance = wanted.some((name) => !REPORT_FORMATS.has(name));
  const files = isConformance
    ? await conformanceFiles(wanted, checked, rendering)
    : new Map(
        await Promise.all(wanted.map(async (name) => [fileOf(name), await render(name, checked, rendering)] as const)),
      );
  for (const [file, text] of files) saveReport(join(reportDir, file), { text, workspace });
  if (sarifFile !== undefined) saveReport(sarifFile, { text: await render('sarif', checked, rendering), workspace });
  return {
    resultJson: join(reportDir, fileOf('json')),
    sarifFile: sarifFile ?? (formats.includes('sarif') ? join(reportDir, fileOf('sarif')) : ''),
  };
}

const fileOf = (name: string): string =>
  `aimscheck${REPORT_FORMATS.get(name)?.extension ?? CONFORMANCE_FORMATS.get(name)?.extension ?? ''}`;

async function conformanceFiles(
  wanted: readonly string[],
  checked: Checked,
  { exitCode, repository }: Rendering,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const report = await reportOf(checked, { isWorkTree: true, ...(repository === undefined ? {} : { repository }) });
  const files = new Map<string, string | Uint8Array>();
  for (const name of wanted) {
    const rendered = await renderConformance(name, { report, checked, exitCode });
    if (typeof rendered === 'string' || rendered instanceof Uint8Array) files.set(fileOf(name), rendered);
    else for (const [file, text] of rendered) files.set(`csv/${file}`, text);
  }
  const bytes = new Map([...files].map(([file, content]) => [file, Buffer.from(content)]));
  return files.set('aimscheck.intoto.json', renderStatement(report, bytes));
}
