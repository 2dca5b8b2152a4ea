import { createHash } from 'node:crypto';
import { appendFileSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { git } from '../git/run.ts';
import { version } from '../version.ts';
import type { Timeline } from './model.ts';

/**
 * Timelines kept between runs, in the folder that Git has for this: one file, replaced as a whole. It holds what was
 * read of one commit; a file that is damaged, of another version or of another commit counts as none.
 */
export interface HistoryCache {
  readonly read: () => Timeline | undefined;
  readonly write: (timeline: Timeline) => void;
}

const FILE = 'history.bin';
const DIGEST = 32;
/** A history that is read in an instant is not worth a file. */
const FEWEST_COMMITS = 500;

/** @param key whatever else the timeline depends on: commit, configuration, options */
export async function openCache(root: string, key: readonly unknown[]): Promise<HistoryCache> {
  const folder = (await git(root, ['rev-parse', '--git-path', 'aimscheck']))?.replace(/\n$/, '');
  const name = JSON.stringify([version, ...key]);
  if (!folder) return { read: () => undefined, write: () => undefined };
  const path = join(root, folder);
  return {
    read: () => readTimelineFile(join(path, FILE), name),
    write: (timeline) => {
      if (timeline.commits.length >= FEWEST_COMMITS) writeTimelineFile(path, name, timeline);
    },
  };
}

interface Kept {
  readonly name: string;
  readonly timeline: Timeline;
}

function readTimelineFile(file: string, name: string): Timeline | undefined {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(DIGEST);
    if (!digest(body).equals(bytes.subarray(0, DIGEST))) return undefined;
    const kept = deserialize(body) as Kept;
    return kept.name === name ? kept.timeline : undefined;
  } catch {
    return undefined;
  }
}

/** Never through a link, which could lead out of the repository; where it cannot be written, the next run reads anew. */
function writeTimelineFile(folder: string, name: string, timeline: Timeline): void {
  const temporary = join(folder, `${FILE}.new`);
  try {
    mkdirSync(folder, { recursive: true });
    if (!lstatSync(folder).isDirectory()) return;
    const body = serialize({ name, timeline } satisfies Kept);
    rmSync(temporary, { force: true });
    writeFileSync(temporary, digest(body), { flag: 'wx' });
    appendFileSync(temporary, body);
    renameSync(temporary, join(folder, FILE));
  } catch {
    // A read-only clone is no fault of the check.
  }
}

const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
