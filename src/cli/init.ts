import type { Declare } from './options.ts';

export const declareInit: Declare = (program, { terminal, done }) => {
  program
    .command('init')
    .description('look at the repository and write a configuration, workflows and an example record')
    .option('--dry-run', 'show what would be written')
    .action(async (options) => done(await (await import('../commands/init.ts')).initCommand(options, terminal)));
};
