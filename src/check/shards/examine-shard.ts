import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, NO_STORE } from '../../cache/store.ts';
import type { Discovery } from '../../discover.ts';
import { examineLots } from '../examine-files.ts';
import type { CheckOptions } from '../inputs.ts';
import type { Packed } from '../kept.ts';
import { openWork, type Work } from '../open-work.ts';
import { writeBlob } from './blob.ts';
import { keyOfRead, originOf } from './origin.ts';
import { partition } from './partition.ts';
import type { Shard } from './shard.ts';

/**
 * Examines one part of the documents, and nothing that needs the others or the clock.
 * @returns the blob for `aimscheck merge`: the same bytes wherever the same files are
 * @throws UsageError for options or configuration the user can mend
 */
export async function examineShard(options: CheckOptions, { shard, of }: Shard): Promise<string> {
  const work = await openWork(options);
  const { discovery, examining, means, read } = work;
  const shards = partition(weighed(work), of);
  const files = discovery.files.filter(({ path }) => shards.get(path) === shard);
  const packed: Packed[] = [];
  const lots = examineLots(files, { ...examining, kept: NO_STORE }, means);
  for await (const lot of lots) packed.push(...lot);
  const header = {
    ...originOf(work),
    shard,
    of,
    partition: digestOfPartition(discovery, shards),
    // What was refused has no key of its own yet.
    files: files.map((file, i) => ({ ...file, key: packed[i]?.key || keyOfRead(file, read(file.path)) })),
  };
  return writeBlob(
    header,
    packed.map(({ text }) => text),
  );
}

function digestOfPartition({ files, skipped }: Discovery, shards: ReadonlyMap<string, number>): string {
  return digestOf(JSON.stringify([files.map(({ kind, path }) => [kind, path, shards.get(path)]), skipped]));
}

/** What a file costs beside its bytes: opening it, and what is done once for each document. */
const LEAST = 512;
/** A text costs more than a record of its size. */
const WEIGHT_OF_TEXT = 4;

function weighed({ view, discovery, read }: Work) {
  const { base } = view.project;
  const sizeOf = (path: string): number => {
    if (!view.files) return lstatSync(join(base, path), { throwIfNoEntry: false })?.size ?? 0;
    const found = read(path);
    return 'text' in found ? Buffer.byteLength(found.text) : 0;
  };
  return discovery.files.map(({ path }) => {
    const factor = /\.(?:md|markdown|mdx)$/i.test(path) ? WEIGHT_OF_TEXT : 1;
    return { path, weight: LEAST + sizeOf(path) * factor };
  });
}
