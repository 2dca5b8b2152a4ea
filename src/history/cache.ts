import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readBytes, replaceFile } from '../cache/file.ts';
import { git } from '../git/run.ts';
import { version } from '../version.ts';
import { type Packed, pack, unpack } from './pack.ts';
import type { ReadHistory } from './read-history.ts';

/**
 * What was read of a history, kept between runs in the folder that Git has for this: one file for each use, replaced as a
 * whole. It holds what commits did, which never changes; a file that is damaged or of another version counts as none.
 */
export interface HistoryCache {
  readonly read: () => ReadHistory | undefined;
  readonly write: (history: ReadHistory) => void;
}

/** A history that is read in an instant is not worth a file. */
const FEWEST_COMMITS = 500;

/** @param key whatever else decides what is read: configuration, kinds, limits */
export async function openCache(root: string, use: 'all' | 'changed', key: readonly unknown[]): Promise<HistoryCache> {
  const folder = (await git(root, ['rev-parse', '--git-path', 'aimscheck']))?.replace(/\n$/, '');
  if (!folder) return { read: () => undefined, write: () => undefined };
  const path = join(root, folder);
  const file = `history-${use}.json`;
  const name = JSON.stringify([version, ...key]);
  return {
    read: () => readKept(join(path, file), name),
    write: (history) => {
      if (history.commits.length < FEWEST_COMMITS) return;
      const body = `${name}\n${JSON.stringify(pack(history))}`;
      replaceFile(join(path, file), [digest(body), body]);
    },
  };
}

/** A digest of the rest, a line that says what it is of, and what is kept. */
function readKept(file: string, name: string): ReadHistory | undefined {
  const text = readBytes(file).toString();
  const head = `${name}\n`;
  if (!text.startsWith(head, DIGEST) || digest(text.slice(DIGEST)) !== text.slice(0, DIGEST)) return undefined;
  try {
    return unpack(JSON.parse(text.slice(DIGEST + head.length)) as Packed);
  } catch {
    return undefined;
  }
}

const DIGEST = 64;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
