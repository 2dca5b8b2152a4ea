import { git, names } from './run.ts';
import { listTree } from './tree.ts';

/**
 * Blob id by path (relative to the root) of every file of a commit. Where the work tree was checked, files that differ
 * in it are left out: what was checked is not what is committed.
 */
export async function committedBlobs(
  root: string,
  { commit, isWorkTree }: { commit: string; isWorkTree: boolean },
): Promise<ReadonlyMap<string, string>> {
  const blobs = new Map((await listTree(root, commit))?.map(({ path, id }) => [path, id]));
  if (!isWorkTree) return blobs;
  const options = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules'];
  for (const path of names((await git(root, ['diff', ...options, commit, '--'])) ?? '')) blobs.delete(path);
  return blobs;
}
