import { Argument } from 'commander';
import { configOption, type Declare, deadlineOption } from './options.ts';

export const declareCapture: Declare = (program, { terminal, done }) => {
  program
    .command('capture')
    .description('ask GitHub what Git does not tell, and write it to a file that checks and reports read')
    .addArgument(
      new Argument('<what>', 'reviews: how changes that need an approval were reviewed').choices(['reviews']),
    )
    .option('--repo <owner/name>', 'the repository (default: GITHUB_REPOSITORY); the token is GITHUB_TOKEN')
    .addOption(deadlineOption())
    .addOption(configOption())
    .action(async (_what: string, options) =>
      done(await (await import('../commands/capture.ts')).captureCommand(options, terminal)),
    );
};
