import { InvalidArgumentError, Option } from 'commander';

/** What a shard cannot heed: it is told to the merge. */
const OF_MERGE =
  'asOf changed base fix write baseline updateBaseline stdinFilename quiet allowEmpty failOn minSeverity';
const MOST_SHARDS = 1000;

export const shardOption = () =>
  new Option('--shard <i/n>', 'examine one part of the documents only: with --format blob=FILE, for aimscheck merge')
    .conflicts(OF_MERGE.split(' '))
    .argParser(readShard);

function readShard(text: string): { shard: number; of: number } {
  const [, shard, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (shard === undefined || of === undefined || shard > of || of > MOST_SHARDS)
    throw new InvalidArgumentError(`Expected one of up to ${MOST_SHARDS} parts, such as 2/5.`);
  return { shard, of };
}

export const blobsOption = () =>
  new Option('--blobs <files...>', 'what the shards of "aimscheck check --shard" wrote, in place of examining anew');
