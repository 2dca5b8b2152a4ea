import { type Declare, formatOption } from './options.ts';

export const declareExplain: Declare = (program, { terminal, done }) => {
  program
    .command('explain')
    .description(
      'what a rule finds, why, and what to write, or what a section or topic must cover; without a name: all rules',
    )
    .argument('[name]', 'id of a rule, or key of a policy, section or topic, own ones included')
    .addOption(formatOption('text, json'))
    .action(async (name: string | undefined, options) =>
      done(await (await import('../commands/explain.ts')).explainCommand(name, options, terminal)),
    );
};
