import { type Blob, openBlobs } from '../git/blobs.ts';
import type { Commit } from '../git/log.ts';
import { createBatch, type Told } from './batch.ts';
import { type FileAt, type FileChange, WORK_TREE } from './file-changes.ts';
import type { FieldChange, RecordVersion } from './model.ts';
import { createHeld, keyOf, type OpenFile, openFile, type SourceOf } from './open-file.ts';
import { compareVersions, matchVersions, type OpenVersion } from './record-versions.ts';
import { createUnreadable } from './unreadable.ts';

/** What one commit did to one record. */
export interface RecordChange {
  readonly commit: Commit;
  readonly before?: RecordVersion;
  readonly after?: RecordVersion;
  readonly changes: readonly FieldChange[];
}

export interface ChangeReading {
  /** In no order. */
  readonly changes: readonly RecordChange[];
  /** By the key of a version that cannot be read: the one before it, which counts in its place. */
  readonly standIns: ReadonlyMap<string, FileAt>;
  /** Versions that are not in this clone, as in one that was made with a filter. */
  readonly missing: number;
}

export interface Source {
  readonly root: string;
  readonly maxBytes: number;
  readonly sourceOf: SourceOf;
  /** What is checked of a file, for the changes that are not committed. */
  readonly textOf?: (path: string) => string | undefined;
  /** Stand-ins that an earlier reading found. */
  readonly standIns?: ReadonlyMap<string, FileAt>;
}

export interface ChangeReader {
  /** Takes changes, newest first, and reads them while more are told. */
  readonly add: (commit: Commit, changes: readonly FileChange[]) => void;
  /** Something to wait for when too much is waiting. */
  readonly pause: () => Promise<void> | undefined;
  readonly finish: () => Promise<ChangeReading>;
}

/** Changes that are read together. */
const BATCH = 6000;
/** Versions that Git is asked for ahead. */
const AHEAD = 64;

/**
 * Reads the versions behind file changes and compares them, while Git tells of older ones. Each blob is read once and a
 * version held only until the commit that made it comes; what is given back holds no text of a file.
 */
export function readChanges(source: Source): ChangeReader {
  const changes: RecordChange[] = [];
  const tell = (commit: Commit, before: OpenFile | undefined, after: OpenFile | undefined): void => {
    for (const change of compareFiles(before?.records ?? [], after?.records ?? [])) changes.push({ commit, ...change });
  };
  const versions = openVersions(source);
  const unreadable = createUnreadable(tell, source.standIns);
  const batch = createBatch();
  let running: Promise<void> | undefined;
  let work = Promise.resolve();

  const run = async ({ commit, change: { before, after } }: Told): Promise<void> => {
    const young = after && (await versions.read(after));
    const old = before && (await versions.read(before, young));
    if (before && old) versions.hold(before, old);
    if (after && !young) unreadable.settle(after, { before, old });
    else if (before && !old) unreadable.defer(before, { commit, after: young });
    else tell(commit, old, young);
  };
  const runAll = async (told: readonly Told[]): Promise<void> => {
    let planned = 0;
    for (const [i, one] of told.entries()) {
      for (; planned < told.length && planned <= i + AHEAD; planned++) versions.plan(told[planned]?.change ?? {});
      await run(one);
    }
  };
  const start = (): void => {
    const told = batch.take();
    running = work;
    work = work.then(() => runAll(told));
  };
  return {
    add: (commit, added) => {
      for (const change of added) batch.add({ commit, change });
      if (batch.size() >= BATCH) start();
    },
    // One batch may wait while another is read.
    pause: () => running,
    finish: async () => {
      start();
      try {
        await work;
        await unreadable.settleRest((at) => versions.read(at));
      } finally {
        versions.close();
      }
      return { changes, standIns: unreadable.standIns, missing: versions.missing() };
    },
  };
}

/** The versions that are asked for, in the order of the plan, and those held for the commits that made them. */
function openVersions({ root, maxBytes, sourceOf, textOf }: Source) {
  const blobs = openBlobs(root, maxBytes);
  const held = createHeld();
  const planned = new Set<string>();
  const asked = new Map<string, Promise<Blob>>();
  let missing = 0;
  const ask = (at: FileAt): Promise<Blob> =>
    at.blob === WORK_TREE ? Promise.resolve(Buffer.from(textOf?.(at.path) ?? '')) : blobs.read(at.blob);
  return {
    missing: () => missing,
    close: blobs.close,
    /** Asks Git for what will not be held when the change is read. */
    plan: ({ before, after }: FileChange): void => {
      if (after && !planned.delete(keyOf(after))) asked.set(keyOf(after), ask(after));
      if (!before) return;
      if (!planned.has(keyOf(before))) asked.set(keyOf(before), ask(before));
      planned.add(keyOf(before));
    },
    read: async (at: FileAt, near?: OpenFile): Promise<OpenFile | undefined> => {
      const key = keyOf(at);
      const known = held.take(at);
      const answer = asked.get(key);
      asked.delete(key);
      if (known) return known;
      const blob = await (answer ?? ask(at));
      if (blob === undefined) missing += 1;
      return openFile(at, blob, { sourceOf, near });
    },
    hold: held.put,
  };
}

function compareFiles(before: readonly OpenVersion[], after: readonly OpenVersion[]): Omit<RecordChange, 'commit'>[] {
  return matchVersions(before, after).flatMap(({ before: old, after: young }) => {
    const changes = old && young ? compareVersions(old, young) : [];
    const isMoved = old?.version.ref.path !== young?.version.ref.path;
    if (changes.length === 0 && !isMoved) return [];
    return [{ ...(old ? { before: old.version } : {}), ...(young ? { after: young.version } : {}), changes }];
  });
}
