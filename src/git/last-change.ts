import { isShallow } from './revision.ts';
import { git } from './run.ts';

/**
 * The commit that last changed each file below some folders, deleted files included; undefined in a shallow clone, whose
 * oldest commit seems to change everything.
 * @param folders relative to the root, `.` for all
 */
export async function lastChanges(
  root: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string> | undefined> {
  if (folders.length === 0) return new Map();
  if (await isShallow(root)) return undefined;
  const log = await git(root, [
    'log',
    '--format=%x01%H',
    '--name-only',
    '--no-renames',
    '-z',
    'HEAD',
    '--',
    ...folders,
  ]);
  if (log === undefined) return undefined;
  const commits = new Map<string, string>();
  for (const entry of log.split('\u0001').slice(1)) {
    const [commit = '', ...names] = entry.split('\0');
    for (const name of names) {
      const path = name.replace(/^\n/, '');
      if (path !== '' && !commits.has(path)) commits.set(path, commit);
    }
  }
  return commits;
}
