import { Argument } from 'commander';
import { asOfOption, configOption, type Declare, deadlineOption, formatOption } from './options.ts';
import { blobsOption } from './shard-options.ts';

export const declareIssues: Declare = (program, { terminal, done }) => {
  program
    .command('issues')
    .description('keep GitHub issues for overdue CAPAs and missing root causes')
    .addArgument(new Argument('<action>', 'plan: say what would be done; apply: do it').choices(['plan', 'apply']))
    .option('--repo <owner/name>', 'the repository (default: GITHUB_REPOSITORY); the token is GITHUB_TOKEN')
    .addOption(deadlineOption())
    .addOption(configOption())
    .addOption(asOfOption())
    .addOption(blobsOption())
    .addOption(formatOption('text, json'))
    .action(async (action: string, options) =>
      done(await (await import('../commands/issues.ts')).issuesCommand(action, options, terminal)),
    );
};
