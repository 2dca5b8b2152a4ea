import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UsageError } from './errors.ts';
import type { Terminal } from './terminal.ts';
import { terminalLines } from './text/escape.ts';
import { version } from './version.ts';

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

  program
    .command('check', { isDefault: true })
    .description('lint policies, runbooks and records (default command)')
    .argument('[paths...]', 'files or folders whose findings are wanted')
    .addOption(new Option('--config <file>', 'configuration file (default: .aimscheck.yml, found upward)'))
    .addOption(new Option('--as-of <instant>', 'date or RFC 3339 date-time that counts as now'))
    .addOption(formatOption('text, json, sarif, junit, github, markdown'))
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that fails the check')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'lowest severity that is listed')
        .choices(['error', 'warning', 'notice'])
        .default('notice'),
    )
    .option('--changed', 'date rules have their full severity only on what the change touches')
    .option('--base <ref>', 'base of the change (default: origin/HEAD, else HEAD)')
    .option('--allow-empty', 'exit 0 when nothing matches')
    .option('--stdin-filename <path>', 'check standard input in place of this file')
    .option('--quiet', 'one line per finding')
    .option('--no-color', 'no colours')
    .action(async (paths: string[], options) =>
      done(await (await import('./commands/check.ts')).checkCommand(paths, options, terminal)),
    );

  program
    .command('inspect')
    .description('show what is recognised in policies: sections, topics, commitments, each with its line')
    .argument('<policy...>', 'policy files')
    .option('--policy <type>', 'read them as this policy type')
    .addOption(formatOption('text, json'))
    .action(async (files: string[], options) =>
      done(await (await import('./commands/inspect.ts')).inspectCommand(files, options, terminal)),
    );

  program
    .command('explain')
    .description('what a rule finds, why, and what to write; without a rule: all of them')
    .argument('[rule]', 'rule id')
    .addOption(formatOption('text, json'))
    .action(async (rule: string | undefined, options) =>
      done(await (await import('./commands/explain.ts')).explainCommand(rule, options, terminal)),
    );
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeOut: terminal.write, writeErr: terminal.warn });
  return program;
}

/** `NAME` prints to standard output, `NAME=FILE` writes a file; may be given several times. */
export interface Output {
  readonly name: string;
  readonly file?: string;
}

function formatOption(names: string): Option {
  const known = names.split(', ');
  const parse = (value: string, before: readonly Output[] | undefined): Output[] => {
    const [name = '', ...file] = value.split('=');
    if (!known.includes(name)) throw new InvalidArgumentError(`Expected one of ${names}.`);
    const outputs = [...(before ?? []), { name, ...(file.length > 0 ? { file: file.join('=') } : {}) }];
    if (outputs.filter((output) => output.file === undefined).length > 1) {
      throw new InvalidArgumentError('Two formats on standard output; write one to a file: --format NAME=FILE.');
    }
    return outputs;
  };
  return new Option('--format <name[=file]>', `${names} (repeatable)`).argParser(parse);
}
