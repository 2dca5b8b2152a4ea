import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { joinNames } from '../../text/list.ts';
import { type Blob, readBlob, SAME } from './blob.ts';
import type { Origin } from './origin.ts';

/** Larger ones come of too few shards, or of no shard at all. */
const LARGEST = 1024 ** 3;

/**
 * Opens all shards of one run.
 * @param paths relative to `cwd`
 * @throws UsageError where one is missing, there twice, cannot be read, or comes of something else than `origin`
 */
export function openBlobs(paths: readonly string[], cwd: string, origin: Origin): readonly Blob[] {
  const blobs = paths.map((path) => readBlob(readBytes(path, cwd), path));
  for (const blob of blobs) checkOrigin(blob, origin);
  const [first] = blobs;
  if (!first) throw new UsageError('merge: Missing blobs; give the files of all shards');
  for (const blob of blobs) checkKinship(blob, first);
  checkWhole(blobs, first.header.of);
  return blobs;
}

function readBytes(path: string, cwd: string): Buffer {
  const file = resolve(cwd, path);
  const status = statSync(file, { throwIfNoEntry: false });
  if (!status?.isFile()) throw new UsageError(`${path}: Missing file; did its shard fail?`);
  if (status.size > LARGEST) throw new UsageError(`${path}: Unexpected size, expected at most 1 GiB; use more shards`);
  return readFileSync(file);
}

function checkOrigin({ name, header }: Blob, origin: Origin): void {
  const { version, build, commit, circumstances } = header;
  if (version !== origin.version || build !== origin.build) {
    const other = version === origin.version ? 'another build' : `version ${JSON.stringify(version)}`;
    throw new UsageError(`${name}: written by ${other} of aimscheck, this is ${origin.version}; ${SAME}`);
  }
  if (commit !== origin.commit) {
    throw new UsageError(
      `${name}: made at ${sayCommit(commit)}, expected ${sayCommit(origin.commit)}; check out the same`,
    );
  }
  if (circumstances !== origin.circumstances) {
    throw new UsageError(
      `${name}: made with another configuration or other definitions; use the same for all shards and merge`,
    );
  }
}

const sayCommit = (commit: string | null): string =>
  commit === null ? 'no commit' : `commit ${JSON.stringify(commit)}`;

function checkKinship({ name, header }: Blob, first: Blob): void {
  const { shard, of, partition } = header;
  if (of !== first.header.of) {
    const other = `${first.name} is shard ${first.header.shard} of ${first.header.of}`;
    throw new UsageError(`${name}: shard ${shard} of ${of}, but ${other}; give the shards of one run`);
  }
  if (partition !== first.header.partition) {
    throw new UsageError(
      `${name}: its machine found other files than that of ${first.name}; run all shards on the same checkout`,
    );
  }
}

function checkWhole(blobs: readonly Blob[], of: number): void {
  const seen = new Map<number, Blob>();
  for (const blob of blobs) {
    const { shard } = blob.header;
    const before = seen.get(shard);
    if (before) throw new UsageError(`${blob.name}: shard ${shard} of ${of}, as ${before.name}; give each shard once`);
    seen.set(shard, blob);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((shard) => !seen.has(shard));
  if (missing.length === 0) return;
  const named = joinNames(
    missing.map((shard) => `${shard}/${of}`),
    'and',
    10,
  );
  throw new UsageError(
    `merge: Missing shard ${named}; run "aimscheck check --shard ${missing[0]}/${of} --format blob=FILE" and give its file too`,
  );
}
