import type { Commit } from '../git/log.ts';

/**
 * Children before parents, else newest first: dates alone do not tell it where clocks were wrong. The same order
 * whatever the order given.
 */
export function newestFirst<C extends Commit>(commits: readonly C[]): C[] {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const done = new Set<string>();
  const ordered: C[] = [];
  for (const commit of commits.toSorted(byDate)) {
    const stack = [commit];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const parent = done.has(top.id) ? undefined : top.parents.find((id) => !done.has(id) && byId.has(id));
      const next = parent === undefined ? undefined : byId.get(parent);
      if (next) {
        stack.push(next);
        continue;
      }
      stack.pop();
      if (!done.has(top.id)) ordered.push(top);
      done.add(top.id);
    }
  }
  return ordered.reverse();
}

function byDate(a: Commit, b: Commit): number {
  return a.committedAt - b.committedAt || (a.id < b.id ? -1 : 1);
}

/**
 * Commits made after an instant, of those behind a head made at `headAt`. A commit is no later than what is built on it, whatever its own date says: a clock
 * that ran ahead, or a date that was forged, takes nothing out of the history once a later commit has an honest date.
 */
export function madeAfter(
  newestFirst: readonly Commit[],
  { instant, headAt }: { instant: number; headAt: number },
): ReadonlySet<string> {
  if (headAt <= instant) return new Set();
  const latest = new Map<string, number>();
  const after = new Set<string>();
  for (const { id, committedAt, parents } of newestFirst) {
    const at = Math.min(committedAt, latest.get(id) ?? committedAt);
    if (at > instant) after.add(id);
    for (const parent of parents) latest.set(parent, Math.min(at, latest.get(parent) ?? at));
  }
  return after;
}

/** The commit on the main line (of first parents) that brought each commit there: itself, or the merge of its branch. */
export function landings<C extends Commit>(newestFirst: readonly C[]): ReadonlyMap<string, C> {
  const byId = new Map(newestFirst.map((commit) => [commit.id, commit]));
  const main: C[] = [];
  for (let commit = newestFirst[0]; commit; commit = byId.get(commit.parents[0] ?? '')) main.push(commit);
  const landed = new Map(main.map((commit) => [commit.id, commit]));
  for (const merge of main.toReversed()) {
    const waiting = merge.parents.slice(1);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const commit = byId.get(id);
      if (!commit || landed.has(id)) continue;
      landed.set(id, merge);
      waiting.push(...commit.parents);
    }
  }
  return landed;
}

/** Number of the pull request that a commit on the main line brought, where its message says so. */
export function pullRequestIn({ subject }: Commit): number | undefined {
  const found = /^Merge pull request #(\d{1,9})\b|\(#(\d{1,9})\)$/.exec(subject);
  return found ? Number(found[1] ?? found[2]) : undefined;
}
