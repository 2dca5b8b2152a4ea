import { UsageError } from '../errors.ts';
import type { Declare } from './options.ts';

export const declareInit: Declare = (program, { terminal, done }) => {
  program
    .command('init')
    .description('look at the repository and write a configuration, workflows and an example record')
    .option('--dry-run', 'show what would be written')
    .option('--profile', 'ask for the organisation profile instead, and write it')
    .option('--answers <file>', 'answers for --profile where there is no terminal (YAML)')
    .action(async ({ profile, ...options }) => {
      if (options.answers !== undefined && !profile) throw new UsageError('--answers belongs to --profile');
      if (profile) done(await (await import('../commands/init-profile.ts')).initProfileCommand(options, terminal));
      else done(await (await import('../commands/init.ts')).initCommand(options, terminal));
    });
};
