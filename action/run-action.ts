import { resolve } from 'node:path';
import { info, setFailed, setOutput, summary } from '@actions/core';
import { type Checked, type CheckOptions, runCheck } from '../src/check/index.ts';
import { UsageError } from '../src/errors.ts';
import { exitCodeOf } from '../src/exit-code.ts';
import { findGitRoot, headCommit } from '../src/git/repository.ts';
import { ROOT_CAUSE_RULES } from '../src/issues/kinds.ts';
import { ANNOTATION_LIMIT } from '../src/report/github.ts';
import type { ReportOptions } from '../src/report/index.ts';
import { disarmCommands, terminalLines } from '../src/text/escape.ts';
import { count } from '../src/text/plural.ts';
import type { Result } from '../src/types.ts';
import { annotate } from './annotate.ts';
import { changeOf, type RunEvent, readEvent } from './event.ts';
import { type Server, serverOf } from './github.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { type IssueCounts, keepIssuesOf, NO_ISSUES } from './issues.ts';
import { permalinks } from './permalinks.ts';
import { type Rendering, render, type SavedReports, saveReports } from './reports.ts';

export interface Runner {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** Program that a thread of the check runs. */
  readonly worker: URL;
}

/**
 * The Action: checks, then prints the log, writes the job summary, the reports and the outputs, annotates, comments and
 * keeps issues where that is asked for, and fails the step last. Checking needs no token and no network, so that it works
 * on pull requests from forks. Never throws.
 */
export async function runAction(runner: Runner): Promise<void> {
  try {
    await checkAndTell(runner);
  } catch (error) {
    setOutput('conclusion', 'failure');
    setFailed(`aimscheck: ${describeFailure(error)}`);
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof UsageError) return terminalLines(error.message).join('\n');
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error: ${terminalLines(text).join('\n')}`;
}

async function checkAndTell({ env, now, worker }: Runner): Promise<void> {
  const workspace = resolve(env.GITHUB_WORKSPACE ?? '.');
  const inputs = readInputs({ workspace, temporary: env.RUNNER_TEMP ?? resolve(workspace, '..') });
  const event = readEvent(env);
  const options = await optionsOf(inputs, { event, now, worker });
  const { shard, reportDir } = inputs;
  if (shard) return (await import('./shard.ts')).writeShard(options, shard, { reportDir, workspace });
  const checked = await runCheck(options);
  const exitCode = exitCodeOf(checked.result, { matched: checked.matched, failOn: inputs.failOn, allowEmpty: false });
  const rendering: Rendering = { exitCode, ...permalinks(env, { event, commit: checked.result.commit }) };

  process.stdout.write(disarmCommands(await render('text', checked, rendering)));
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(await render('markdown', checked, rendering)).write();
  const saved = await saveReports(checked, { inputs, workspace, ...rendering });
  const told = { exitCode, reportDir: inputs.reportDir, ...saved };
  tellOutputs(checked.result, { ...told, issues: NO_ISSUES });
  const server = serverOf(inputs.token, { env, now });
  const commit = event.head ?? checked.result.commit ?? undefined;
  const errorsShown = await annotate(checked, { mode: inputs.annotations, server, commit });
  await comment(checked, { inputs, server, event, permalink: rendering.permalink, env });
  const issues = await keepIssuesOf(checked, { mode: inputs.issues, server, event, ref: env.GITHUB_REF });
  tellOutputs(checked.result, { ...told, issues });
  if (exitCode !== 0) fail(reasonOf(exitCode, checked.result, inputs), errorsShown);
}

async function optionsOf(
  inputs: Inputs,
  { event, now, worker }: Omit<Runner, 'env'> & { event: RunEvent },
): Promise<CheckOptions> {
  const { cwd, path, config, blobs, asOf = now().toISOString() } = inputs;
  const changed = changeOf(event, await headCommit(findGitRoot(cwd) ?? cwd));
  return {
    cwd,
    paths: [path],
    asOf,
    sharing: { script: worker },
    keeping: {},
    ...(config === undefined ? {} : { config }),
    ...(changed === undefined ? {} : { changed }),
    ...(blobs === undefined ? {} : { blobs: (await import('./shard.ts')).blobsIn(blobs) }),
  };
}

interface Commenting {
  readonly inputs: Inputs;
  readonly server: Server;
  readonly event: RunEvent;
  readonly permalink: ReportOptions['permalink'];
  readonly env: NodeJS.ProcessEnv;
}

/** Where the pull request cannot be told, the job summary is. */
async function comment(checked: Checked, { env, ...commenting }: Commenting): Promise<void> {
  const change = changeOf(commenting.event, checked.result.commit);
  if (!commenting.inputs.comment || !change) return;
  const { commentOn } = await import('./comment.ts');
  const text = await commentOn(checked, { ...commenting, base: change.base });
  if (text !== undefined && env.GITHUB_STEP_SUMMARY) await summary.addRaw(text).write();
}

const CONCLUSIONS: ReadonlyMap<number, string> = new Map([
  [0, 'success'],
  [3, 'neutral'],
]);

interface Told extends SavedReports {
  readonly exitCode: number;
  readonly reportDir: string;
  readonly issues: IssueCounts;
}

function tellOutputs(result: Result, { exitCode, reportDir, sarifFile, resultJson, issues }: Told): void {
  const live = result.findings.filter(({ waived }) => !waived);
  const countOf = (rules: readonly string[]): number => live.filter(({ rule }) => rules.includes(rule)).length;
  setOutput('conclusion', CONCLUSIONS.get(exitCode) ?? 'failure');
  setOutput('errors', result.summary.errors);
  setOutput('warnings', result.summary.warnings);
  setOutput('overdue-capas', countOf(['capa-overdue']));
  setOutput('missing-root-causes', countOf(ROOT_CAUSE_RULES));
  setOutput('issues-opened', issues.opened);
  setOutput('issues-updated', issues.updated);
  setOutput('issues-closed', issues.closed);
  setOutput('report-dir', reportDir);
  setOutput('sarif-file', sarifFile);
  setOutput('result-json', resultJson);
}

function reasonOf(exitCode: number, { summary: { errors, warnings } }: Result, { failOn }: Inputs): string {
  if (exitCode === 3) {
    return 'aimscheck: nothing matched: no file in policies/, runbooks/, incidents/ or capas/. Set `documents` in .aimscheck.yml, or the input `path`.';
  }
  const found =
    failOn === 'warning' ? `${count(errors, 'error')}, ${count(warnings, 'warning')}` : count(errors, 'error');
  return `aimscheck failed: ${found}. The log and the job summary list all findings.`;
}

/** Fails the step. The reason is an annotation itself, which GitHub would drop where the errors fill their places. */
function fail(reason: string, errorsShown: number): void {
  if (errorsShown < ANNOTATION_LIMIT) return setFailed(reason);
  info(reason);
  process.exitCode = 1;
}
