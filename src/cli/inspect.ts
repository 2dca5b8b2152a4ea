import { type Declare, formatOption } from './options.ts';

export const declareInspect: Declare = (program, { terminal, done }) => {
  program
    .command('inspect')
    .description('show what is recognised in policies: sections, topics, commitments, each with its line')
    .argument('<policy...>', 'policy files')
    .option('--policy <type>', 'read them as this policy type')
    .addOption(formatOption('text, json'))
    .action(async (files: string[], options) =>
      done(await (await import('../commands/inspect.ts')).inspectCommand(files, options, terminal)),
    );
};
