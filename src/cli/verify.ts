import type { Declare } from './options.ts';

export const declareVerify: Declare = (program, { terminal, done }) => {
  program
    .command('verify')
    .description('make a conformance report again at its commit, and say whether it is identical or what differs')
    .argument('<report.json>', 'the report as JSON, inside a clone of the repository')
    .action(async (file: string) => done(await (await import('../commands/verify.ts')).verifyCommand(file, terminal)));
};
