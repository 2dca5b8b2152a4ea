import { Argument, InvalidArgumentError, Option } from 'commander';
import { asOfOption, configOption, type Declare, formatOption } from './options.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const DEADLINE = 30 * 60_000;

/** `90s`, `10m`, `1h` in milliseconds. */
function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined)
    throw new InvalidArgumentError('Expected a duration such as 90s, 10m or 1h.');
  return Number(amount) * (UNITS[unit] ?? 0);
}

export const declareIssues: Declare = (program, { terminal, done }) => {
  program
    .command('issues')
    .description('keep GitHub issues for overdue CAPAs and missing root causes')
    .addArgument(new Argument('<action>', 'plan: say what would be done; apply: do it').choices(['plan', 'apply']))
    .option('--repo <owner/name>', 'the repository (default: GITHUB_REPOSITORY); the token is GITHUB_TOKEN')
    .addOption(
      new Option('--deadline <duration>', 'stop cleanly after this time')
        .default(DEADLINE, '30m')
        .argParser(parseDuration),
    )
    .addOption(configOption())
    .addOption(asOfOption())
    .addOption(formatOption('text, json'))
    .action(async (action: string, options) =>
      done(await (await import('../commands/issues.ts')).issuesCommand(action, options, terminal)),
    );
};
