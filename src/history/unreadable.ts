import type { Commit } from '../git/log.ts';
import type { FileAt } from './file-changes.ts';
import { keyOf, type OpenFile } from './open-file.ts';

/** A change whose older side cannot be read: told once it is known what stands for it. */
interface Waiting {
  readonly commit: Commit;
  readonly after: OpenFile | undefined;
}

type Tell = (commit: Commit, before: OpenFile | undefined, after: OpenFile | undefined) => void;

/** Versions that cannot be read: each counts as the one before it, so that what it did shows at the next that can. */
export interface Unreadable {
  /** By key: the version that counts in its place. */
  readonly standIns: ReadonlyMap<string, FileAt>;
  /** Puts off a change that starts from such a version. */
  readonly defer: (at: FileAt, waiting: Waiting) => void;
  /** Such a version was made from another, or from nothing; that one may be unreadable too. */
  readonly settle: (at: FileAt, from: { before: FileAt | undefined; old: OpenFile | undefined }) => void;
  /** What was put off and never settled: no commit of this reading made it. */
  readonly settleRest: (read: (at: FileAt) => Promise<OpenFile | undefined>) => Promise<void>;
}

/** @param known stand-ins that an earlier reading found */
export function createUnreadable(tell: Tell, known: ReadonlyMap<string, FileAt> = new Map()): Unreadable {
  const waiting = new Map<string, Waiting[]>();
  const standIns = new Map<string, FileAt>();
  const add = (key: string, more: readonly Waiting[]) => waiting.set(key, [...(waiting.get(key) ?? []), ...more]);
  const take = (key: string): readonly Waiting[] => {
    const list = waiting.get(key) ?? [];
    waiting.delete(key);
    return list;
  };
  return {
    standIns,
    defer: (at, one) => add(keyOf(at), [one]),
    settle: (at, { before, old }) => {
      if (before) standIns.set(keyOf(at), before);
      const list = take(keyOf(at));
      if (before && !old) add(keyOf(before), list);
      else for (const { commit, after } of list) tell(commit, old, after);
    },
    settleRest: async (read) => {
      for (const key of waiting.keys()) {
        let old: OpenFile | undefined;
        const tried = new Set<string>();
        for (let at = standIns.get(key) ?? known.get(key); at && !old && !tried.has(keyOf(at)); ) {
          tried.add(keyOf(at));
          old = await read(at);
          at = standIns.get(keyOf(at)) ?? known.get(keyOf(at));
        }
        for (const { commit, after } of take(key)) tell(commit, old, after);
      }
    },
  };
}
