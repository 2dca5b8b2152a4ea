import { basename } from 'node:path/posix';
import type { Logged, RawChange } from '../git/log.ts';

export interface FileAt {
  readonly path: string;
  /** Id of the blob, or `WORK_TREE`. */
  readonly blob: string;
}

/** In place of a blob: the content that is checked, committed or not. */
export const WORK_TREE = '';

/** What one commit did to one file; a moved one has both paths. */
export interface FileChange {
  /** Position among the commits. */
  readonly commit: number;
  readonly before?: FileAt;
  readonly after?: FileAt;
}

/**
 * The changes of record files by file, each file's in the order of the commits: a file that was moved stays one, so
 * that its versions are read one after the other.
 */
export function changesByFile(commits: readonly Logged[], isRecord: (path: string) => boolean): FileChange[][] {
  const files = new Map<string, FileChange[]>();
  commits.forEach((commit, i) => {
    for (const change of pairMoves(commit.changes.filter(({ path }) => isRecord(path)))) {
      const file = files.get((change.before ?? change.after)?.path ?? '') ?? [];
      file.push({ commit: i, ...change });
      for (const side of [change.before, change.after]) if (side) files.set(side.path, file);
    }
  });
  return [...new Set(files.values())];
}

type Sides = Omit<FileChange, 'commit'>;

/** A file that goes and one that comes in the same commit are one that moved, where content or name say so. */
function pairMoves(changes: readonly RawChange[]): Sides[] {
  const gone = changes.filter((change) => change.before !== null && change.after === null);
  const left = new Set(gone);
  const moved = changes.flatMap((change): Sides[] => {
    if (gone.includes(change)) return [];
    if (change.before !== null || change.after === null) return [sidesOf(change)];
    const from = left.size === 0 ? undefined : [...left].find((candidate) => isSameFile(candidate, change));
    if (!from) return [sidesOf(change)];
    left.delete(from);
    return [{ ...sidesOf(from), ...sidesOf(change) }];
  });
  return [...moved, ...[...left].map(sidesOf)];
}

function sidesOf({ path, before, after }: RawChange): Sides {
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
