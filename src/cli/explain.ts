import { type Declare, formatOption } from './options.ts';

export const declareExplain: Declare = (program, { terminal, done }) => {
  program
    .command('explain')
    .description('what a rule finds, why, and what to write; without a rule: all of them')
    .argument('[rule]', 'rule id')
    .addOption(formatOption('text, json'))
    .action(async (rule: string | undefined, options) =>
      done(await (await import('../commands/explain.ts')).explainCommand(rule, options, terminal)),
    );
};
