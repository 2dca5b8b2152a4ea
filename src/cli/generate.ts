import type { Declare } from './options.ts';

export const declareGenerate: Declare = (program, { terminal, done }) => {
  const generate = program.command('generate').description('write policies from the organisation profile');
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
};
