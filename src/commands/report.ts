import { relative } from 'node:path';
import { type Checked, runCheck } from '../check/index.ts';
import type { Output } from '../cli/options.ts';
import { buildReport } from '../conformance/index.ts';
import type { ConformanceResult } from '../conformance/model.ts';
import { readPeriod } from '../conformance/period.ts';
import { defaultSeed } from '../conformance/sample.ts';
import { UsageError } from '../errors.ts';
import { exitCodeOf } from '../exit-code.ts';
import { committedBlobs } from '../git/committed.ts';
import { CONFORMANCE_FORMATS } from '../report/conformance-formats.ts';
import type { ReportOptions } from '../report/index.ts';
import type { Terminal } from '../terminal.ts';
import { toPosix } from '../text/posix.ts';
import type { Severity } from '../types.ts';
import { ruleInfo } from './check.ts';
import { saveRendered } from './save-rendered.ts';

export interface ReportFlags {
  readonly config?: string;
  readonly asOf?: string;
  readonly at?: string;
  readonly period?: string;
  readonly seed?: number;
  readonly repository?: string;
  readonly format?: readonly Output[];
  readonly failOn: Severity | 'never';
  readonly allowEmpty?: boolean;
  readonly watch?: boolean;
  readonly open?: boolean;
}

/** `aimscheck report`: checks, builds the conformance report and writes every format asked for; returns the exit code. */
export async function reportCommand(flags: ReportFlags, terminal: Terminal): Promise<number> {
  const outputs = flags.format ?? [{ name: 'text' }];
  for (const { name, file } of outputs) {
    if (name === 'csv' && file === undefined) throw new UsageError('csv writes several files: --format csv=FOLDER');
  }
  const checked = await runCheck({
    cwd: terminal.cwd,
    asOf: flags.asOf ?? terminal.now().toISOString(),
    ...(flags.config === undefined ? {} : { config: flags.config }),
  });
  const { failOn, allowEmpty = false } = flags;
  const exitCode = exitCodeOf(checked.result, { matched: checked.matched, failOn, allowEmpty });
  const report = await reportOf(checked, flags);
  const files = new Map<string, Uint8Array>();
  for (const { name, file } of outputs) {
    const rendered = await renderConformance(name, { report, checked, exitCode });
    if (file !== undefined) saveRendered(rendered, { file, cwd: terminal.cwd, files });
    else terminal.write(rendered as string);
  }
  return exitCode;
}

/** What decides the report beside the check. */
export type ReportChoices = Pick<ReportFlags, 'period' | 'seed' | 'repository' | 'at'>;

export async function reportOf(checked: Checked, choices: ReportChoices): Promise<ConformanceResult> {
  const { result } = checked;
  const { base, root, isGit, config, configPath } = checked.project;
  const period = readPeriod(choices.period, checked);
  const blobs = isGit && result.commit !== null ? await committedBlobs(base) : new Map<string, string>();
  return buildReport({
    result,
    basis: checked,
    period,
    blobs,
    settings: {
      seed: choices.seed ?? defaultSeed(result.commit, `${period.from}..${period.to}`),
      repository: choices.repository ?? config.report?.repository ?? null,
      folder: toPosix(relative(base, root)),
      config: configPath ?? null,
      at: choices.at ?? null,
    },
  });
}

interface Rendering {
  readonly report: ConformanceResult;
  readonly checked: Checked;
  readonly exitCode: number;
}

/** @throws Error for a name that is no format: a slip in the program. */
export async function renderConformance(name: string, { report, checked, exitCode }: Rendering) {
  const format = CONFORMANCE_FORMATS.get(name);
  if (!format) throw new Error(`no format "${name}"`);
  const options: ReportOptions = {
    color: false,
    links: false,
    quiet: false,
    minSeverity: 'notice',
    sources: checked.sources,
    rules: checked.rules.map(ruleInfo),
    exitCode,
  };
  return (await format.load())(report, options);
}
