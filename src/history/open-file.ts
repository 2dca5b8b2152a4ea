import { isUtf8 } from 'node:buffer';
import type { RecordSource } from '../fields/records.ts';
import type { Blob } from '../git/blobs.ts';
import type { FileAt } from './file-changes.ts';
import { type FileVersion, readVersion } from './file-version.ts';
import type { HistoryKind } from './model.ts';
import { type OpenVersion, versionsOf } from './record-versions.ts';

/** One version of a file with the records in it. */
export interface OpenFile {
  readonly file: FileVersion;
  readonly records: readonly OpenVersion[];
  /** Length of its text. */
  readonly size: number;
}

/** How the file at a path is read. */
export type SourceOf = (path: string) => RecordSource & { readonly kind: HistoryKind };

/**
 * Reads one version; undefined where it cannot be read.
 * @param near a version that is likely written alike
 */
export async function openFile(
  at: FileAt,
  blob: Blob,
  { sourceOf, near }: { sourceOf: SourceOf; near: OpenFile | undefined },
): Promise<OpenFile | undefined> {
  if (!(blob instanceof Buffer) || blob.includes(0) || !isUtf8(blob)) return undefined;
  const source = sourceOf(at.path);
  const file = await parse(source, blob.toString('utf8').replace(/^\ufeff/, ''), near?.file);
  return file && { file, records: versionsOf(file, { ...at, kind: source.kind }, near?.records), size: blob.length };
}

async function parse(source: RecordSource, text: string, near?: FileVersion): Promise<FileVersion | undefined> {
  try {
    const version = await readVersion(source, text, near);
    return version.length === 0 ? undefined : version;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Versions that an older commit will ask for, within bounds: what was held longest goes first. */
export interface Held {
  readonly put: (at: FileAt, open: OpenFile) => void;
  /** Gives it away; undefined where it is not held, or no longer. */
  readonly take: (at: FileAt) => OpenFile | undefined;
}

const MOST_CHARACTERS = 16 * 1024 * 1024;

export function createHeld(): Held {
  const files = new Map<string, OpenFile>();
  let size = 0;
  const remove = (key: string): OpenFile | undefined => {
    const open = files.get(key);
    if (files.delete(key)) size -= open?.size ?? 0;
    return open;
  };
  return {
    put: (at, open) => {
      remove(keyOf(at));
      files.set(keyOf(at), open);
      size += open.size;
      if (size <= MOST_CHARACTERS) return;
      for (const key of files.keys()) {
        if (size <= MOST_CHARACTERS) break;
        remove(key);
      }
    },
    take: (at) => remove(keyOf(at)),
  };
}

/** A version of a file: the same blob at two paths may be read differently. */
export const keyOf = ({ path, blob }: FileAt): string => `${blob} ${path}`;
