import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

export type ReadResult =
  | { readonly text: string }
  | { readonly refused: string; readonly help: string }
  | { readonly gone: true };

export interface ReadLimits {
  /** Folder that no link may lead out of. */
  readonly base: string;
  readonly maxBytes: number;
}

/**
 * Reads one file as text, without its byte order mark. Never follows a link out of the repository, never waits on a
 * pipe, never reads more than the limit. A file that is tracked but deleted is `gone`.
 */
export function createReader({ base, maxBytes }: ReadLimits): (path: string) => ReadResult {
  const realBase = realpathSync(base);
  const folders = new Map<string, boolean>();
  const isInside = (path: string): boolean => {
    try {
      const real = realpathSync(path);
      return real === realBase || real.startsWith(realBase + sep);
    } catch {
      return false;
    }
  };
  const folderIsInside = (folder: string): boolean => {
    const known = folders.get(folder) ?? isInside(folder);
    folders.set(folder, known);
    return known;
  };
  return (path) => {
    const file = join(base, path);
    try {
      const descriptor = open(file, isInside);
      if (descriptor === undefined || !folderIsInside(dirname(file))) {
        if (descriptor !== undefined) closeSync(descriptor);
        return REFUSED.link;
      }
      return readOpen(descriptor, maxBytes);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT' || code === 'ENOTDIR') return { gone: true };
      return { refused: `The file cannot be read (${code ?? 'unknown reason'})`, help: 'Make it readable.' };
    }
  };
}

function open(file: string, isInside: (path: string) => boolean): number | undefined {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  try {
    return openSync(file, flags | constants.O_NOFOLLOW);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    return isInside(file) ? openSync(file, flags) : undefined;
  }
}

/** Holds one file after the other: a buffer for each would be most of what is thrown away. */
let buffer = Buffer.allocUnsafeSlow(64 * 1024);

function readOpen(descriptor: number, maxBytes: number): ReadResult {
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return REFUSED.kind;
    if (status.size > maxBytes) return refuseSize(status.size, maxBytes);
    if (status.size > buffer.length) buffer = Buffer.allocUnsafeSlow(status.size * 2);
    const length = readSync(descriptor, buffer, 0, status.size, 0);
    return decode(buffer.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file is not read, whether it is in a folder or in a commit. */
export const REFUSED = {
  link: {
    refused: 'Unexpected link that leads out of the repository',
    help: 'Keep the file itself in the repository.',
  },
  kind: { refused: 'Unexpected kind of file, expected a regular file', help: 'Replace it by a text file.' },
} as const;

export function refuseSize(size: number, maxBytes: number): ReadResult {
  return {
    refused: `Unexpected size of ${Math.ceil(size / 1024)} KiB, expected at most ${Math.floor(maxBytes / 1024)} KiB`,
    help: 'Keep evidence outside the record and refer to it, or raise the option max_kib of the rule document-unreadable.',
  };
}

/** Text in UTF-8, without its byte order mark. */
export function decode(bytes: Buffer): ReadResult {
  if (bytes.includes(0) || !isUtf8(bytes)) {
    return { refused: 'Unexpected bytes, expected text in UTF-8', help: 'Save the file as UTF-8.' };
  }
  const text = bytes.toString('utf8');
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
}
