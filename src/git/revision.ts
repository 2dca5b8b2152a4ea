import type { Person } from './log.ts';
import { git } from './run.ts';

/** Full id of the commit that a revision names; undefined where it names none. An option is no revision. */
export async function findCommit(root: string, revision: string): Promise<string | undefined> {
  if (revision.startsWith('-')) return undefined;
  const output = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return output?.trim() || undefined;
}

/** The commit that was checked out at an instant on the way that leads to `head`; undefined before the first. */
export async function commitAt(root: string, instant: number, head = 'HEAD'): Promise<string | undefined> {
  const seconds = Math.floor(instant / 1000);
  const args = ['rev-list', '-1', '--first-parent', `--before=${seconds}`, head, '--'];
  return (await git(root, args))?.trim() || undefined;
}

/** When a commit was made: milliseconds since the epoch. */
export async function commitTime(root: string, commit: string): Promise<number | undefined> {
  const seconds = (await git(root, ['show', '--no-patch', '--format=%ct', '--no-notes', commit, '--']))?.trim();
  return seconds && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

/** Whether one commit is behind another, or is that; false where one of them is not there. */
export async function isAncestor(root: string, commit: string, of: string): Promise<boolean> {
  return (await git(root, ['merge-base', '--is-ancestor', commit, of])) !== undefined;
}

/** Whether the clone was cut off (`--depth`): commits before its first ones are not there. */
export async function isShallow(root: string): Promise<boolean> {
  return (await git(root, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
}

/** Author of a commit; of a merge, of the last commit on the line that was merged. */
export async function authorOf(root: string, revision: string): Promise<Person | undefined> {
  const commit = (await findCommit(root, `${revision}^2`)) ?? (await findCommit(root, revision));
  if (commit === undefined) return undefined;
  const output = await git(root, ['log', '--no-walk', '--format=%an%x00%ae', commit, '--']);
  const [name = '', email = ''] = (output ?? '').trim().split('\0');
  return output === undefined ? undefined : { name, email };
}
