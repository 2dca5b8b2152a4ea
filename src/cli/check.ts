import { type Declare, wholeNumber } from './options.ts';
import { resultOptions } from './result-options.ts';
import { shardOption } from './shard-options.ts';

export const declareCheck: Declare = (program, { terminal, done }) => {
  const command = program
    .command('check', { isDefault: true })
    .description('lint policies, runbooks and records (default command)')
    .argument('[paths...]', 'files or folders whose findings are wanted');
  resultOptions(command, 'text, json, sarif, junit, github, markdown, blob')
    .option('--fix', 'show the repairs that are safe, as a diff')
    .option('--write', 'with --fix: make them')
    .option('--workers <n>', 'threads that share the documents (default: one)', wholeNumber)
    .option('--cache', 'keep what documents give for the next run, however few there are')
    .option('--cache-location <file>', 'file it is kept in (default: in the Git folder)')
    .option('--stdin-filename <path>', 'check standard input in place of this file')
    .addOption(shardOption())
    .action(async (paths: string[], options) =>
      done(await (await import('../commands/check.ts')).checkCommand(paths, options, terminal)),
    );
};
