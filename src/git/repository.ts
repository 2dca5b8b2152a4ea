import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCommit } from './revision.ts';
import { git, names, withoutFilters } from './run.ts';

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

/** The folder to run Git in for what is committed: that of the work tree, or a bare repository itself. */
export function gitFolder(from: string): string | undefined {
  const isBare = ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(from, name)));
  return findGitRoot(from) ?? (isBare ? from : undefined);
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

/** The commit at which the line of `head` parted from a base, else the base itself; undefined where that is not there. */
export async function forkPoint(root: string, base: string, head = 'HEAD'): Promise<string | undefined> {
  const commit = await findCommit(root, base);
  return commit && ((await git(root, ['merge-base', commit, head]))?.trim() || commit);
}

/** Content of a file at a commit; undefined where it is not there. */
export function blobAt(root: string, commit: string, path: string): Promise<string | undefined> {
  return git(root, ['cat-file', 'blob', `${commit}:${path}`]);
}

/**
 * Paths, relative to the root, that differ between a base and what is checked: the work tree, untracked files included,
 * or `head` where given. From the point where the two lines of history parted. Undefined where the base is not there.
 */
export async function changedPaths(root: string, base: string, head?: string): Promise<string[] | undefined> {
  const [forked, filters] = await Promise.all([forkPoint(root, base, head), withoutFilters(root)]);
  if (forked === undefined || filters === undefined) return undefined;
  const options = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules'];
  const changed = await git(root, [...filters, 'diff', ...options, forked, ...(head ? [head] : []), '--']);
  if (changed === undefined) return undefined;
  const untracked = head ? '' : ((await git(root, ['ls-files', '-z', '--others', '--exclude-standard'])) ?? '');
  return [...new Set([...names(changed), ...names(untracked)])].sort();
}
