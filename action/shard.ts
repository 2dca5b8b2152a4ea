import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import type { CheckOptions } from '../src/check/index.ts';
import { examineShard } from '../src/check/shards/examine-shard.ts';
import type { Shard } from '../src/check/shards/shard.ts';
import { UsageError } from '../src/errors.ts';
import { saveReport } from './save.ts';

/** What the merge looks for. */
const EXTENSION = '.blob';

/** One machine of many: writes what its part of the documents gives. The verdict is the merge's. */
export async function writeShard(
  options: CheckOptions,
  shard: Shard,
  { reportDir, workspace }: { reportDir: string; workspace: string },
): Promise<void> {
  const file = join(reportDir, `shard-${shard.shard}-of-${shard.of}${EXTENSION}`);
  saveReport(file, { text: await examineShard(options, shard), workspace });
  setOutput('conclusion', 'success');
  setOutput('report-dir', reportDir);
}

/** The blobs of a folder. @throws UsageError where there is none */
export function blobsIn(folder: string): readonly string[] {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const blobs = isFolder ? readdirSync(folder).filter((name) => name.endsWith(EXTENSION)) : [];
  if (blobs.length === 0) throw new UsageError('input blobs: no blob in that folder; did the shards run before?');
  return blobs.sort().map((name) => join(folder, name));
}
