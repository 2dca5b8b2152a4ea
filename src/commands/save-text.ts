import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file, and the folders above it. */
export function saveText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes a file wholly or not at all: beside it first, then in its place. */
export function saveWhole(file: string, text: string): void {
  saveText(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
