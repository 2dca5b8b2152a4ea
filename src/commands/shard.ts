import { resolve } from 'node:path';
import type { CheckOptions } from '../check/index.ts';
import { examineShard } from '../check/shards/examine-shard.ts';
import type { Shard } from '../check/shards/shard.ts';
import type { Output } from '../cli/options.ts';
import { UsageError } from '../errors.ts';
import type { Terminal } from '../terminal.ts';
import { saveText } from './save-text.ts';

/** `aimscheck check --shard I/N`: writes what one part of the documents gives. The verdict is the merge's: exit code 0. */
export async function shardCommand(
  options: CheckOptions,
  { shard, outputs }: { shard: Shard; outputs: readonly Output[] },
  terminal: Terminal,
): Promise<number> {
  const [output] = outputs;
  if (output?.name !== 'blob' || outputs.length > 1)
    throw new UsageError('--shard: has no findings to print; expected --format blob=FILE alone, for aimscheck merge');
  if (options.paths && options.paths.length > 0)
    throw new UsageError('--shard: takes its part of all documents; leave out the paths');
  const blob = await examineShard(options, shard);
  if (output.file === undefined) terminal.write(blob);
  else saveText(resolve(terminal.cwd, output.file), blob);
  return 0;
}
