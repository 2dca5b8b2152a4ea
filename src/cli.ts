import { Command, CommanderError } from 'commander';
import { declareCapture } from './cli/capture.ts';
import { declareCheck } from './cli/check.ts';
import { declareClocks } from './cli/clocks.ts';
import { declareExplain } from './cli/explain.ts';
import { declareGenerate } from './cli/generate.ts';
import { declareHistory } from './cli/history.ts';
import { declareInit } from './cli/init.ts';
import { declareInspect } from './cli/inspect.ts';
import { declareIntake } from './cli/intake.ts';
import { declareIssues } from './cli/issues.ts';
import { declareMerge } from './cli/merge.ts';
import { declareNew } from './cli/new.ts';
import type { Declare } from './cli/options.ts';
import { declareOrg } from './cli/org.ts';
import { declareReport } from './cli/report.ts';
import { declareVerify } from './cli/verify.ts';
import { UsageError } from './errors.ts';
import type { Terminal } from './terminal.ts';
import { terminalLines } from './text/escape.ts';
import { version } from './version.ts';

/** The commands, in the order in which `--help` lists them. */
const COMMANDS: readonly Declare[] = [
  declareCheck,
  declareMerge,
  declareInspect,
  declareReport,
  declareVerify,
  declareExplain,
  declareClocks,
  declareHistory,
  declareCapture,
  declareIssues,
  declareOrg,
  declareInit,
  declareNew,
  declareIntake,
  declareGenerate,
];

/** Runs one command line; returns the exit code. Commands are imported only when they run. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = buildProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

function explainFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const message =
    error instanceof UsageError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  const prefix = error instanceof UsageError ? 'aimscheck: ' : 'aimscheck: internal error: ';
  terminal.warn(`${prefix}${terminalLines(message).join('\n')}\n`);
  return 2;
}

function buildProgram(terminal: Terminal, done: (code: number) => void): Command {
  const program = new Command('aimscheck');
  program
    .description('Checks an AI management system (ISO/IEC 42001) where it lives, in Git.')
    .version(version, '-v, --version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.write, writeErr: terminal.warn })
    .showHelpAfterError('(aimscheck --help lists the commands)');

  for (const declare of COMMANDS) declare(program, { terminal, done });
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().configureOutput({ writeOut: terminal.write, writeErr: terminal.warn });
  return program;
}
