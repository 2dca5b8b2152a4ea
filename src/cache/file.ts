import { randomUUID } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Larger files are read anew in less time than they take to load. */
const LARGEST = 1024 ** 3;
const PIECE = 1024 ** 2;

/** Writes the bytes from an offset on, as many as it can, and tells how many. */
type Write = (descriptor: number, bytes: Buffer, from: number) => number;

/** The bytes of a file; none where it is not there, or cannot be read. */
export function readBytes(file: string): Buffer {
  try {
    const status = lstatSync(file);
    return status.isFile() && status.size <= LARGEST ? readFileSync(file) : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * Puts a file in the place of another, as a whole: who reads it meanwhile, or writes it too, has the one or the other. A
 * file that cannot be written (read-only, disk full) is no error: then the old one stays, or none.
 */
export function replaceFile(file: string, pieces: Iterable<string>, write: Write = writeSync): void {
  const folder = dirname(file);
  const temporary = `${file}.${randomUUID()}.new`;
  try {
    mkdirSync(folder, { recursive: true });
    // Never through a link, which could lead anywhere.
    if (!lstatSync(folder).isDirectory()) return;
    removeLeftOver(folder, basename(file));
    writeAll(temporary, pieces, write);
    renameSync(temporary, file);
  } catch {
    removeQuietly(temporary);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, nor is its folder.
  }
}

/** What a run left that was stopped while it wrote. One that still writes has to do without then, which is no harm. */
function removeLeftOver(folder: string, name: string): void {
  for (const other of readdirSync(folder)) {
    if (other.startsWith(`${name}.`) && other.endsWith('.new')) rmSync(join(folder, other), { force: true });
  }
}

function writeAll(file: string, pieces: Iterable<string>, write: Write): void {
  const descriptor = openSync(file, 'wx');
  try {
    let piece = '';
    for (const text of pieces) {
      piece += text;
      if (piece.length < PIECE) continue;
      writeWhole(descriptor, Buffer.from(piece), write);
      piece = '';
    }
    writeWhole(descriptor, Buffer.from(piece), write);
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(descriptor: number, bytes: Buffer, write: Write): void {
  for (let at = 0; at < bytes.length; ) at += write(descriptor, bytes, at);
}
