import { git, names } from './run.ts';

/**
 * Blob id by path (relative to the root) of every file of a commit. For HEAD, files that differ in the work tree are
 * left out: what was checked is not what is committed.
 */
export async function committedBlobs(root: string, commit?: string): Promise<ReadonlyMap<string, string>> {
  const tree = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit ?? 'HEAD']);
  const blobs = new Map<string, string>();
  for (const entry of names(tree ?? '')) {
    const [, blob, path] = /^\d+ blob ([\da-f]+)\t(.+)$/s.exec(entry) ?? [];
    if (blob !== undefined && path !== undefined) blobs.set(path, blob);
  }
  if (commit !== undefined) return blobs;
  const options = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules'];
  for (const path of names((await git(root, ['diff', ...options, 'HEAD', '--'])) ?? '')) blobs.delete(path);
  return blobs;
}
