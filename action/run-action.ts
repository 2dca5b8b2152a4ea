import { resolve } from 'node:path';
import { info, setFailed, setOutput, summary } from '@actions/core';
import { type Checked, runCheck } from '../src/check/index.ts';
import { UsageError } from '../src/errors.ts';
import { exitCodeOf } from '../src/exit-code.ts';
import { findGitRoot, headCommit } from '../src/git/repository.ts';
import { listedFindings } from '../src/report/findings.ts';
import { ANNOTATION_LIMIT, selectAnnotations, workflowCommand } from '../src/report/github.ts';
import { disarmCommands, terminalLines } from '../src/text/escape.ts';
import { count } from '../src/text/plural.ts';
import type { Result } from '../src/types.ts';
import { changeOf, type RunEvent, readEvent } from './event.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { permalinks } from './permalinks.ts';
import { type Rendering, render, type SavedReports, saveReports } from './reports.ts';

export interface Runner {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
}

/**
 * The Action: checks, then prints the log, annotates, writes the job summary, the reports and the outputs, and fails
 * the step last. Needs no token and no network, so that it works on pull requests from forks. Never throws.
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

async function checkAndTell({ env, now }: Runner): Promise<void> {
  const workspace = resolve(env.GITHUB_WORKSPACE ?? '.');
  const inputs = readInputs({ workspace, temporary: env.RUNNER_TEMP ?? resolve(workspace, '..') });
  const event = readEvent(env);
  const checked = await check(inputs, { event, now });
  const exitCode = exitCodeOf(checked.result, { matched: checked.matched, failOn: inputs.failOn, allowEmpty: false });
  const rendering: Rendering = { exitCode, ...permalinks(env, { event, commit: checked.result.commit }) };

  process.stdout.write(disarmCommands(await render('text', checked, rendering)));
  const errorsShown = inputs.annotations ? annotate(checked.result) : 0;
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(await render('markdown', checked, rendering)).write();
  const saved = await saveReports(checked, { inputs, workspace, ...rendering });
  tellOutputs(checked.result, { exitCode, reportDir: inputs.reportDir, ...saved });
  if (exitCode !== 0) fail(reasonOf(exitCode, checked.result, inputs), errorsShown);
}

async function check(inputs: Inputs, { event, now }: { event: RunEvent; now: () => Date }): Promise<Checked> {
  const { cwd, path, config, asOf = now().toISOString() } = inputs;
  const changed = changeOf(event, await headCommit(findGitRoot(cwd) ?? cwd));
  return runCheck({
    cwd,
    paths: [path],
    asOf,
    ...(config === undefined ? {} : { config }),
    ...(changed === undefined ? {} : { changed }),
  });
}

/** Prints the annotations; returns the number of errors among them. */
function annotate(result: Result): number {
  const { annotations } = selectAnnotations(listedFindings(result, 'notice'));
  process.stdout.write(annotations.map((annotation) => `${workflowCommand(annotation)}\n`).join(''));
  return annotations.filter(({ severity }) => severity === 'error').length;
}

const CONCLUSIONS: ReadonlyMap<number, string> = new Map([
  [0, 'success'],
  [3, 'neutral'],
]);
const ROOT_CAUSE_RULES = ['incident-root-cause-missing', 'rca-overdue', 'capa-no-root-cause'];

interface Told extends SavedReports {
  readonly exitCode: number;
  readonly reportDir: string;
}

function tellOutputs(result: Result, { exitCode, reportDir, sarifFile, resultJson }: Told): void {
  const live = result.findings.filter(({ waived }) => !waived);
  const countOf = (rules: readonly string[]): number => live.filter(({ rule }) => rules.includes(rule)).length;
  setOutput('conclusion', CONCLUSIONS.get(exitCode) ?? 'failure');
  setOutput('errors', result.summary.errors);
  setOutput('warnings', result.summary.warnings);
  setOutput('overdue-capas', countOf(['capa-overdue']));
  setOutput('missing-root-causes', countOf(ROOT_CAUSE_RULES));
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
