import { relative } from 'node:path';
import { type Checked, type CheckOptions, runCheck } from '../check/index.ts';
import type { Output } from '../cli/options.ts';
import { buildReport } from '../conformance/index.ts';
import type { ConformanceInput } from '../conformance/input.ts';
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

const NOT_FOR_SCREENS: ReadonlySet<string> = new Set(['csv', 'pdf']);

/** `aimscheck report`: checks, builds the conformance report and writes every format asked for; returns the exit code. */
export async function reportCommand(flags: ReportFlags, terminal: Terminal): Promise<number> {
  const outputs = flags.format ?? [{ name: 'text' }];
  for (const { name, file } of outputs) {
    if (file === undefined && NOT_FOR_SCREENS.has(name))
      throw new UsageError(
        `${name} is not for standard output: --format ${name}=${name === 'csv' ? 'FOLDER' : 'FILE'}`,
      );
  }
  const checked = await runCheck({
    cwd: terminal.cwd,
    ...whenOf(flags, terminal),
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
  const blobs =
    isGit && result.commit !== null
      ? await committedBlobs(base, { commit: result.commit, isWorkTree: choices.at === undefined })
      : new Map<string, string>();
  return buildReport({
    result,
    basis: checked,
    period,
    blobs,
    ...(await historyOf(checked)),
    settings: {
      seed: choices.seed ?? defaultSeed(result.commit, `${period.from}..${period.to}`),
      repository: choices.repository ?? config.report?.repository ?? null,
      folder: toPosix(relative(base, root)),
      config: configPath ?? null,
      at: choices.at ?? null,
    },
  });
}

/** A look back judges by the day it looks at, unless an as-of is given. */
function whenOf({ asOf, at }: ReportFlags, terminal: Terminal): Pick<CheckOptions, 'asOf' | 'at'> {
  if (at !== undefined) return { at, ...(asOf === undefined ? {} : { asOf }) };
  return { asOf: asOf ?? terminal.now().toISOString() };
}

async function historyOf({
  result,
  project,
  zone,
  asOf,
  workspace,
}: Checked): Promise<Pick<ConformanceInput, 'ledger' | 'gaps'>> {
  if (result.commit === null) return { ledger: null, gaps: ['Nothing is committed: there is no history to read.'] };
  const { projectLedger } = await import('../history/project-ledger.ts');
  const { ledger, timeline } = await projectLedger({
    project,
    zone,
    asOf,
    commit: result.commit,
    severities: workspace.severities,
  });
  return { ledger, gaps: timeline.gaps.map(({ reason }) => reason) };
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
