import { isUtf8 } from 'node:buffer';
import type { RecordSource } from '../fields/records.ts';
import { type Blob, readBlobs } from '../git/blobs.ts';
import { type FileAt, type FileChange, WORK_TREE } from './file-changes.ts';
import { type FileVersion, readVersion } from './file-version.ts';
import type { FieldChange, RecordKind, RecordVersion } from './model.ts';
import { compareVersions, matchVersions, type OpenVersion, versionsOf } from './record-versions.ts';

/** What one commit did to one record. */
export interface RecordChange {
  /** Position among the commits. */
  readonly commit: number;
  readonly before?: RecordVersion;
  readonly after?: RecordVersion;
  readonly changes: readonly FieldChange[];
}

export interface ChangeReading {
  readonly changes: readonly RecordChange[];
  /** Versions that are not in this clone, as in one that was made with a filter. */
  readonly missing: number;
}

export interface Source {
  readonly root: string;
  readonly maxBytes: number;
  /** What is checked of a file, for the changes that are not committed. */
  readonly textOf?: (path: string) => string | undefined;
  /** How the record file at a path is read. */
  readonly sourceOf: (path: string) => RecordSource & { readonly kind: RecordKind };
}

/** Held while changes still need it. */
interface Held {
  readonly file: FileVersion;
  readonly records: readonly OpenVersion[];
}

/**
 * Reads the versions behind file changes and compares them, file by file, each blob once. Only versions that a change
 * to come needs are held; what is given back holds no text of a file.
 */
export async function readChanges(files: readonly (readonly FileChange[])[], source: Source): Promise<ChangeReading> {
  const { root, maxBytes } = source;
  const blobs = readBlobs(root, { ids: files.flatMap(wantedBlobs), maxBytes });
  const changes: RecordChange[] = [];
  let missing = 0;
  const next = async (): Promise<Blob> => {
    const { value, done } = await blobs.next();
    if (done || value === undefined) missing += 1;
    return done ? undefined : value;
  };
  for (const file of files) for (const change of await readFile(file, { ...source, next })) changes.push(change);
  await blobs.return(undefined);
  return { changes, missing };
}

const blobsOf = ({ before, after }: FileChange): FileAt[] => [before, after].filter((side) => side !== undefined);

/** In the order in which they are needed first. */
function wantedBlobs(file: readonly FileChange[]): string[] {
  const blobs = new Set(file.flatMap(blobsOf).map(({ blob }) => blob));
  blobs.delete(WORK_TREE);
  return [...blobs];
}

async function readFile(
  file: readonly FileChange[],
  source: Source & { next: () => Promise<Blob> },
): Promise<RecordChange[]> {
  const uses = new Map<string, number>();
  for (const { blob } of file.flatMap(blobsOf)) uses.set(blob, (uses.get(blob) ?? 0) + 1);
  const held = new Map<string, FileVersion>();
  const open = async ({ path, blob }: FileAt, before: FileVersion | undefined): Promise<FileVersion> => {
    const content = async () => (blob === WORK_TREE ? Buffer.from(source.textOf?.(path) ?? '') : source.next());
    const version = held.get(blob) ?? (await parse(source.sourceOf(path), await content(), before));
    const left = (uses.get(blob) ?? 0) - 1;
    uses.set(blob, left);
    if (left > 0) held.set(blob, version);
    else held.delete(blob);
    return version;
  };
  const changes: RecordChange[] = [];
  const known = new Map<string, Held>();
  for (const { commit, before, after } of file) {
    const old = before && hold(before, await open(before, undefined), { known, source });
    const young = after && hold(after, await open(after, old?.file), { known, source });
    if (before && !uses.get(before.blob)) known.delete(keyOf(before));
    if (after && !uses.get(after.blob)) known.delete(keyOf(after));
    for (const change of compareFiles(old?.records ?? [], young?.records ?? [])) changes.push({ commit, ...change });
  }
  return changes;
}

const keyOf = ({ path, blob }: FileAt): string => `${blob} ${path}`;

function hold(at: FileAt, file: FileVersion, { known, source }: { known: Map<string, Held>; source: Source }): Held {
  const held = known.get(keyOf(at)) ?? {
    file,
    records: versionsOf(file, { ...at, kind: source.sourceOf(at.path).kind }),
  };
  known.set(keyOf(at), held);
  return held;
}

/** A version that cannot be read counts as unchanged: what it did to the record shows at the next one that can. */
async function parse(source: RecordSource, blob: Blob, before: FileVersion | undefined): Promise<FileVersion> {
  if (!(blob instanceof Buffer) || blob.includes(0) || !isUtf8(blob)) return before ?? [];
  try {
    const version = await readVersion(source, blob.toString('utf8').replace(/^\ufeff/, ''), before);
    return version.length === 0 ? (before ?? []) : version;
  } catch (error) {
    if (error instanceof RangeError) return before ?? [];
    throw error;
  }
}

function compareFiles(before: readonly OpenVersion[], after: readonly OpenVersion[]): Omit<RecordChange, 'commit'>[] {
  return matchVersions(before, after).flatMap(({ before: old, after: young }) => {
    const changes = old && young ? compareVersions(old, young) : [];
    const isMoved = old?.version.ref.path !== young?.version.ref.path;
    if (changes.length === 0 && !isMoved) return [];
    return [{ ...(old ? { before: old.version } : {}), ...(young ? { after: young.version } : {}), changes }];
  });
}
