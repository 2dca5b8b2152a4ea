import { InvalidArgumentError, Option } from 'commander';
import { MOST_SHARDS, parseShard, type Shard } from '../check/shards/shard.ts';

/** What a shard cannot heed: it is told to the merge. */
const OF_MERGE =
  'asOf changed base fix write baseline updateBaseline stdinFilename quiet allowEmpty failOn minSeverity';

export const shardOption = () =>
  new Option('--shard <i/n>', 'examine one part of the documents only: with --format blob=FILE, for aimscheck merge')
    .conflicts(OF_MERGE.split(' '))
    .argParser(readShard);

function readShard(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw new InvalidArgumentError(`Expected one of up to ${MOST_SHARDS} parts, such as 2/5.`);
  return shard;
}

export const blobsOption = () =>
  new Option('--blobs <files...>', 'what the shards of "aimscheck check --shard" wrote, in place of examining anew');
