import { blobAt, forkPoint } from '../git/repository.ts';
import type { CheckOptions } from './inputs.ts';

/** The base of a change, for what a change may not decide for itself. */
export interface Base {
  /** Whether a file is the same on the base; where the base is not known none is. */
  readonly isSame: (path: string) => boolean;
  /** Text of a file on the base; undefined where it is not there. */
  readonly textOf: (path: string) => Promise<string | undefined>;
}

/** @returns undefined where no change is checked: then everything counts as it stands */
export async function openBase(
  { changed }: CheckOptions,
  touched: readonly string[] | undefined,
  root: string,
): Promise<Base | undefined> {
  if (!changed) return undefined;
  const commit = touched && (await forkPoint(root, changed.base, changed.head));
  const paths = new Set(touched);
  return {
    isSame: (path) => commit !== undefined && !paths.has(path),
    textOf: async (path) =>
      commit === undefined ? undefined : (await blobAt(root, commit, path))?.replace(/^\ufeff/, ''),
  };
}
