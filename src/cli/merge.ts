import type { Declare } from './options.ts';
import { resultOptions } from './result-options.ts';

export const declareMerge: Declare = (program, { terminal, done }) => {
  resultOptions(
    program
      .command('merge')
      .description('join what the shards of "aimscheck check --shard" wrote to the result of one run')
      .argument('<blobs...>', 'the files of all shards; run it on their checkout'),
    'text, json, sarif, junit, github, markdown',
  ).action(async (blobs: string[], options) =>
    done(await (await import('../commands/check.ts')).checkCommand([], { ...options, blobs }, terminal)),
  );
};
