import { basename } from 'node:path/posix';
import type { RawChange } from '../git/log.ts';

export interface FileAt {
  readonly path: string;
  /** Id of the blob, or `WORK_TREE`. */
  readonly blob: string;
}

/** In place of a blob: the content that is checked, committed or not. */
export const WORK_TREE = '';

/** What one commit did to one file; a moved one has both paths. */
export interface FileChange {
  readonly before?: FileAt;
  readonly after?: FileAt;
}

/** What one commit did, file by file: one that goes and one that comes are one that moved, where content or name say so. */
export function fileChanges(changes: readonly RawChange[]): FileChange[] {
  if (changes.length === 1) return changes.map(sidesOf);
  const gone = new Set(changes.filter((change) => change.before !== null && change.after === null));
  const left = new Set(gone);
  const moved = changes.flatMap((change): FileChange[] => {
    if (gone.has(change)) return [];
    if (change.before !== null || change.after === null) return [sidesOf(change)];
    const from = left.size === 0 ? undefined : [...left].find((candidate) => isSameFile(candidate, change));
    if (!from) return [sidesOf(change)];
    left.delete(from);
    return [{ ...sidesOf(from), ...sidesOf(change) }];
  });
  return [...moved, ...[...left].map(sidesOf)];
}

function sidesOf({ path, before, after }: RawChange): FileChange {
  return {
    ...(before === null ? {} : { before: { path, blob: before } }),
    ...(after === null ? {} : { after: { path, blob: after } }),
  };
}

function isSameFile(from: RawChange, to: RawChange): boolean {
  return from.before === to.after || nameOf(from.path) === nameOf(to.path);
}

/** The id a file name begins with, else the name. */
function nameOf(path: string): string {
  const name = basename(path);
  return /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+(?:-\d+)?/.exec(name)?.[0] ?? name;
}
