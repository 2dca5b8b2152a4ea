import type { Commit } from '../git/log.ts';
import type { FileChange } from './file-changes.ts';

export interface Told {
  readonly commit: Commit;
  readonly change: FileChange;
}

/** Changes that are read together, file by file, so that versions of one file follow each other. */
export interface Batch {
  readonly add: (told: Told) => void;
  readonly size: () => number;
  /** Gives them away; each file's in the order in which they were told. */
  readonly take: () => Told[];
}

export function createBatch(): Batch {
  let files = new Map<string, Told[]>();
  let size = 0;
  return {
    add: (told) => {
      const { before, after } = told.change;
      const file = files.get((after ?? before)?.path ?? '') ?? [];
      file.push(told);
      for (const side of [before, after]) if (side) files.set(side.path, file);
      size += 1;
    },
    size: () => size,
    take: () => {
      const all = [...new Set(files.values())].flat();
      files = new Map();
      size = 0;
      return all;
    },
  };
}
