import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, names } from './run.ts';

/** The folder at or above `from` that holds `.git`; undefined outside a repository. */
export function findGitRoot(from: string): string | undefined {
  let folder = from;
  while (!existsSync(join(folder, '.git'))) {
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
  return folder;
}

/** Id of the commit that is checked out; null where there is none. */
export async function headCommit(root: string): Promise<string | null> {
  return (await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim() || null;
}

/** Files below a folder that Git tracks or would track, relative to it; undefined where Git does not answer. */
export async function listFiles(folder: string): Promise<string[] | undefined> {
  const output = await git(folder, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  return output === undefined ? undefined : names(output);
}

/**
 * Paths, relative to the root, that differ between a base and what is checked: the work tree, untracked files included,
 * or `head` where given. From the point where the two lines of history parted. Undefined where the base is not there.
 */
export async function changedPaths(root: string, base: string, head?: string): Promise<string[] | undefined> {
  if (base.startsWith('-')) return undefined;
  const commit = (
    await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`])
  )?.trim();
  if (!commit) return undefined;
  const forked = (await git(root, ['merge-base', commit, head ?? 'HEAD']))?.trim() ?? commit;
  const options = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules'];
  const changed = await git(root, ['diff', ...options, forked, ...(head ? [head] : []), '--']);
  if (changed === undefined) return undefined;
  const untracked = head ? '' : ((await git(root, ['ls-files', '-z', '--others', '--exclude-standard'])) ?? '');
  return [...new Set([...names(changed), ...names(untracked)])].sort();
}
