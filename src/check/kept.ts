import { existsSync, lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readBytes, replaceFile } from '../cache/file.ts';
import { digestOf, type Entry, NO_STORE, readStore, type Store, writeStore } from '../cache/store.ts';
import type { DiscoveredFile } from '../discover.ts';
import type { Config } from '../documents.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import { build, version } from '../version.ts';

/** Whether and where what documents give is kept between runs. */
export interface Keeping {
  /** The file; where not given, one in the Git folder, for repositories that are large enough. */
  readonly file?: string;
  /** However few documents there are. */
  readonly always?: boolean;
}

/** Fewer files are read in an instant. */
const FEWEST = 200;

/** The file that a run keeps its documents in; undefined where it keeps none. */
export function keptFile(base: string, files: readonly unknown[], { file, always }: Keeping): string | undefined {
  if (build === undefined || (files.length < FEWEST && !always && file === undefined)) return undefined;
  if (file !== undefined) return resolve(file);
  const folder = join(base, '.git');
  // In a second work tree it is a file that names the folder of the first.
  return existsSync(folder) && lstatSync(folder).isDirectory() ? join(folder, 'aimscheck', 'documents.txt') : undefined;
}

/** What all that is kept depends on, beside the file itself: another program or configuration reads anew. */
export interface Circumstances {
  readonly config: Config;
  readonly definitions: readonly WrittenDefinition[] | undefined;
  readonly maxBytes: number;
}

/** Names the store of a program and a configuration. */
export function storeName({ config, definitions = [], maxBytes }: Circumstances): string {
  return digestOf(JSON.stringify([version, build, config, definitions, maxBytes]));
}

/** What the last run kept. */
export function openKept(file: string | undefined, name: string): Store {
  return file === undefined ? NO_STORE : readStore(readBytes(file), name);
}

/** The key of what a file gives: its kind, path and content, nothing else. */
export function keyOf({ kind, path }: DiscoveredFile, text: string): string {
  return digestOf(`${kind}\0${path}\0${text}`);
}

/** What one file gives, packed. The key is empty where it is not to be kept. */
export interface Packed extends Entry {
  /** It is from the last run. */
  readonly isKept?: true;
}

/** Keeps what this run met, where that is not what was kept already. */
export function keep(file: string, packed: readonly Packed[], { name, size }: { name: string; size: number }): void {
  const entries = packed.filter(({ key }) => key !== '');
  const isSame = size === entries.length && entries.every(({ isKept }) => isKept);
  if (!isSame) replaceFile(file, writeStore(entries, name));
}
