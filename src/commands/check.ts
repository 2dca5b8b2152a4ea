import { resolve } from 'node:path';
import { type Checked, type CheckOptions, runCheck } from '../check/index.ts';
import { ruleUrl } from '../check/settle.ts';
import type { Shard } from '../check/shards/shard.ts';
import type { Output } from '../cli/options.ts';
import { UsageError } from '../errors.ts';
import { exitCodeOf } from '../exit-code.ts';
import { git } from '../git/run.ts';
import { REPORT_FORMATS, type ReportOptions, type RuleInfo } from '../report/index.ts';
import type { Rule } from '../rules/define-rule.ts';
import type { Terminal } from '../terminal.ts';
import type { Severity } from '../types.ts';
import { saveText } from './save-text.ts';

export interface CheckFlags {
  readonly config?: string;
  readonly asOf?: string;
  readonly at?: string;
  readonly format?: readonly Output[];
  readonly failOn: Severity | 'never';
  readonly minSeverity: Severity;
  readonly changed?: boolean;
  readonly base?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly allowEmpty?: boolean;
  readonly stdinFilename?: string;
  readonly workers?: number;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly shard?: Shard;
  readonly blobs?: readonly string[];
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly fix?: boolean;
  readonly write?: boolean;
}

/** `aimscheck check`: runs the check and writes every report asked for; returns the exit code. */
export async function checkCommand(paths: readonly string[], flags: CheckFlags, terminal: Terminal): Promise<number> {
  const options = await readOptions(paths, flags, terminal);
  const outputs = flags.format ?? [{ name: 'text' }];
  if (flags.shard) return (await import('./shard.ts')).shardCommand(options, { shard: flags.shard, outputs }, terminal);
  if (outputs.some(({ name }) => name === 'blob')) throw new UsageError('blob is what a shard writes: add --shard I/N');
  if (flags.fix) return (await import('./fix.ts')).fixCommand(options, flags.write ?? false, terminal);
  if (flags.updateBaseline) terminal.warn(`${await (await import('./update-baseline.ts')).updateBaseline(options)}\n`);
  const checked = await runCheck(options);
  const exitCode = exitCodeOf(checked.result, {
    matched: checked.matched,
    failOn: flags.failOn,
    allowEmpty: flags.allowEmpty ?? false,
  });
  for (const output of outputs) {
    const text = await render(output.name, checked, {
      ...flags,
      exitCode,
      terminal,
      toTerminal: output.file === undefined,
    });
    if (output.file === undefined) terminal.write(text);
    else saveText(resolve(terminal.cwd, output.file), text);
  }
  if (exitCode === 3) terminal.warn(`${NOTHING}\n`);
  return exitCode;
}

const NOTHING =
  'aimscheck: nothing matched: no file in policies/, runbooks/, incidents/ or capas/. Set `documents` in .aimscheck.yml, or pass --allow-empty.';

async function readOptions(paths: readonly string[], flags: CheckFlags, terminal: Terminal): Promise<CheckOptions> {
  const { config, baseline, blobs, stdinFilename, workers, cache = true } = flags;
  const { worker } = terminal;
  return {
    cwd: terminal.cwd,
    paths,
    cache,
    ...whenOf(flags, terminal),
    ...(worker ? { sharing: { script: worker, ...(workers === undefined ? {} : { threads: workers }) } } : {}),
    ...keepingOf(flags, terminal),
    ...(config === undefined ? {} : { config }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(blobs === undefined ? {} : { blobs }),
    ...(flags.changed || flags.base !== undefined
      ? { changed: { base: flags.base ?? (await defaultBase(terminal.cwd)) } }
      : {}),
    ...(stdinFilename === undefined ? {} : { stdin: { filename: stdinFilename, text: await terminal.readStdin() } }),
  };
}

function keepingOf({ cache, cacheLocation }: CheckFlags, { cwd }: Terminal): Pick<CheckOptions, 'keeping'> {
  const file = cacheLocation === undefined ? {} : { file: resolve(cwd, cacheLocation) };
  return { keeping: { ...file, always: cache === true } };
}

/** The date of what was committed then counts as now, unless another is named. */
function whenOf({ at, asOf }: CheckFlags, terminal: Terminal): Pick<CheckOptions, 'at' | 'asOf'> {
  const now = asOf ?? (at === undefined ? terminal.now().toISOString() : undefined);
  return { ...(at === undefined ? {} : { at }), ...(now === undefined ? {} : { asOf: now }) };
}

async function defaultBase(cwd: string): Promise<string> {
  return (await git(cwd, ['rev-parse', '--verify', '--quiet', 'origin/HEAD'])) === undefined ? 'HEAD' : 'origin/HEAD';
}

interface Rendering {
  readonly quiet?: boolean;
  readonly minSeverity: Severity;
  readonly color: boolean;
  readonly exitCode: number;
  readonly terminal: Terminal;
  readonly toTerminal: boolean;
}

async function render(name: string, { result, sources, rules }: Checked, rendering: Rendering): Promise<string> {
  const { terminal, toTerminal } = rendering;
  const format = REPORT_FORMATS.get(name);
  if (!format) throw new Error(`no format "${name}"`);
  const isScreen = toTerminal && terminal.isTTY;
  const wantsColor =
    rendering.color && !terminal.env.NO_COLOR && (isScreen || (toTerminal && Boolean(terminal.env.FORCE_COLOR)));
  const options: ReportOptions = {
    color: wantsColor,
    links: isScreen && !terminal.env.CI,
    ...(isScreen && terminal.columns ? { width: terminal.columns } : {}),
    quiet: rendering.quiet ?? false,
    minSeverity: rendering.minSeverity,
    sources,
    rules: rules.map(ruleInfo),
    exitCode: rendering.exitCode,
  };
  return (await format.load())(result, options);
}

/** A rule as the reports describe it. */
export function ruleInfo({ id, summary, rationale, fix, severity, references, section, layer }: Rule): RuleInfo {
  return { id, summary, rationale, fix, severity, references, section, layer, url: ruleUrl(id) };
}
