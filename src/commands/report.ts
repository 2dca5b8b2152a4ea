import { basename, dirname, join, relative, resolve } from 'node:path';
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
import { CONFORMANCE_FORMATS, type Rendered } from '../report/conformance-formats.ts';
import type { ReportOptions } from '../report/index.ts';
import { renderStatement } from '../report/statement.ts';
import type { Terminal } from '../terminal.ts';
import { terminalLines } from '../text/escape.ts';
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
  readonly blobs?: readonly string[];
  readonly cache?: boolean;
  readonly watch?: boolean;
  readonly open?: boolean;
}

const NOT_FOR_SCREENS: ReadonlySet<string> = new Set(['csv', 'pdf']);

/** `aimscheck report`: checks, builds the conformance report and writes every format asked for; returns the exit code. */
export async function reportCommand(flags: ReportFlags, terminal: Terminal): Promise<number> {
  const outputs = flags.format ?? [{ name: 'text' }];
  for (const { name, file } of outputs) {
    if (file !== undefined || !NOT_FOR_SCREENS.has(name)) continue;
    throw new UsageError(`${name} is not for standard output: --format ${name}=${name === 'csv' ? 'FOLDER' : 'FILE'}`);
  }
  const page = flags.open ? pageOf(outputs) : undefined;
  const { exitCode, folder } = await write(outputs, flags, terminal);
  if (page !== undefined) await show(page, terminal);
  if (flags.watch) await keepWriting(outputs, flags, { terminal, folder });
  return exitCode;
}

async function write(outputs: readonly Output[], flags: ReportFlags, terminal: Terminal) {
  const { failOn, allowEmpty = false, config, blobs, cache = true } = flags;
  const checked = await runCheck({
    cwd: terminal.cwd,
    cache,
    ...(terminal.worker ? { sharing: { script: terminal.worker } } : {}),
    keeping: {},
    ...whenOf(flags, terminal),
    ...(config === undefined ? {} : { config }),
    ...(blobs === undefined ? {} : { blobs }),
  });
  const exitCode = exitCodeOf(checked.result, { matched: checked.matched, failOn, allowEmpty });
  const report = await reportOf(checked, { ...flags, isWorkTree: flags.at === undefined });
  const files = new Map<string, Uint8Array>();
  for (const { name, file } of outputs) {
    const rendered = await renderConformance(name, { report, checked, exitCode });
    if (file === undefined) terminal.write(rendered as string);
    else saveRendered(rendered, { file, cwd: terminal.cwd, files });
  }
  saveStatement(report, files, terminal.cwd);
  return { exitCode, folder: checked.project.root };
}

/** A look back judges by the day it looks at, unless an as-of is given. */
function whenOf({ asOf, at }: ReportFlags, terminal: Terminal): Pick<CheckOptions, 'asOf' | 'at'> {
  if (at !== undefined) return { at, ...(asOf === undefined ? {} : { asOf }) };
  return { asOf: asOf ?? terminal.now().toISOString() };
}

/** Beside the first file; the files are named from there. */
function saveStatement(report: ConformanceResult, files: ReadonlyMap<string, Uint8Array>, cwd: string): void {
  const [first] = files.keys();
  if (first === undefined) return;
  const folder = dirname(first);
  const named = new Map([...files].map(([file, bytes]) => [toPosix(relative(folder, file)), bytes]));
  const statement = renderStatement(report, named);
  saveRendered(statement, { file: join(folder, `${stem(first)}.intoto.json`), cwd, files: new Map() });
}

const stem = (file: string): string => basename(file).replace(/\.[^.]*$/, '');

/** What decides the report beside the check. */
export interface ReportChoices extends Pick<ReportFlags, 'period' | 'seed' | 'repository' | 'at' | 'cache'> {
  /** What was checked is the work tree, not a commit. */
  readonly isWorkTree: boolean;
}

export async function reportOf(checked: Checked, choices: ReportChoices): Promise<ConformanceResult> {
  const { result } = checked;
  const { base, root, isGit, config, configPath } = checked.project;
  const { commit } = result;
  const { isWorkTree } = choices;
  const period = readPeriod(choices.period, checked);
  const blobs =
    isGit && commit !== null ? await committedBlobs(base, { commit, isWorkTree }) : new Map<string, string>();
  return buildReport({
    result,
    basis: checked,
    period,
    blobs,
    ...(await historyOf(checked, choices.cache ?? true)),
    settings: {
      seed: choices.seed ?? defaultSeed(commit, `${period.from}..${period.to}`),
      repository: choices.repository ?? config.report?.repository ?? null,
      folder: toPosix(relative(base, root)),
      config: configPath ?? null,
      at: choices.at ?? null,
    },
  });
}

async function historyOf(checked: Checked, isKept: boolean): Promise<Pick<ConformanceInput, 'ledger' | 'gaps'>> {
  const { result, project, zone, asOf, workspace } = checked;
  const { commit } = result;
  if (commit === null) return { ledger: null, gaps: ['Nothing is committed: there is no history to read.'] };
  const { projectLedger } = await import('../history/project-ledger.ts');
  const { severities } = workspace;
  const { ledger, timeline } = await projectLedger({ project, zone, asOf, commit, severities, isKept });
  return { ledger, gaps: timeline.gaps.map(({ reason }) => reason) };
}

interface Rendering {
  readonly report: ConformanceResult;
  readonly checked: Checked;
  readonly exitCode: number;
}

/** @throws Error for a name that is no format: a slip in the program. */
export async function renderConformance(name: string, { report, checked, exitCode }: Rendering): Promise<Rendered> {
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

function pageOf(outputs: readonly Output[]): string {
  const page = outputs.find(({ name, file }) => file !== undefined && (name === 'html' || name === 'pdf'))?.file;
  if (page !== undefined) return page;
  throw new UsageError('--open: write a page that can be shown: --format html=FILE or pdf=FILE');
}

/** Only for somebody who looks on: nothing is opened where no terminal is, or in CI. */
async function show(page: string, { cwd, env, isTTY, warn }: Terminal): Promise<void> {
  if (!isTTY || env.CI) return warn(`aimscheck: --open is for a terminal; ${page} is written\n`);
  const { openFile } = await import('./open-file.ts');
  openFile(resolve(cwd, page), () => warn(`aimscheck: nothing here opens ${page}\n`));
}

interface Watching {
  readonly terminal: Terminal;
  readonly folder: string;
}

/** Ends when it is stopped. What is wrong while somebody types is told, and the next change tried. */
async function keepWriting(
  outputs: readonly Output[],
  flags: ReportFlags,
  { terminal, folder }: Watching,
): Promise<never> {
  const { watchFolder } = await import('./watch.ts');
  const written = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(terminal.cwd, file)]));
  terminal.warn(`aimscheck: watching ${relative(terminal.cwd, folder) || '.'}\n`);
  return watchFolder({
    folder,
    written: [...written, ...written.map((file) => file.replace(/\.[^.]*$/, '.intoto.json'))],
    rebuild: async () => {
      try {
        await write(outputs, flags, terminal);
        terminal.warn('aimscheck: written again\n');
      } catch (error) {
        terminal.warn(
          `aimscheck: ${terminalLines(error instanceof Error ? error.message : String(error)).join('\n')}\n`,
        );
      }
    },
  });
}
