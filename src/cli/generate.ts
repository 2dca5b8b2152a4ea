import type { Declare } from './options.ts';

export const declareGenerate: Declare = (program, { terminal, done }) => {
  const generate = program.command('generate').description('write policies and runbooks from the organisation profile');
  generate
    .command('policy')
    .description('draft policies that name the systems, roles, tools and times of the organisation')
    .argument('[types...]', 'policy types')
    .option('--all', 'every policy type')
    .option('--profile <file>', 'organisation profile', 'profile.yml')
    .option('--out <folder>', 'folder to write to', 'policies')
    .option('--diff', 'show what would change')
    .action(async (types: string[], options) =>
      done(await (await import('../commands/generate.ts')).generatePolicyCommand(types, options, terminal)),
    );
  generate
    .command('runbook')
    .description('draft the runbook of an AI system with the steps of the organisation')
    .argument('[systems...]', 'ids of AI systems')
    .option('--all', 'every AI system that is not retired')
    .option('--profile <file>', 'organisation profile', 'profile.yml')
    .option('--out <folder>', 'folder to write to', 'runbooks')
    .option('--diff', 'show what would change')
    .action(async (systems: string[], options) =>
      done(await (await import('../commands/generate.ts')).generateRunbookCommand(systems, options, terminal)),
    );
};
