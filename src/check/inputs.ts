import { isAbsolute, relative, resolve } from 'node:path';
import { CONFIG_FILE, type Project } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import type { ReadResult } from '../read.ts';
import { toPosix } from '../text/posix.ts';
import { endOfDay, isDate, isDateTime, openZone, spanOf, type Zone } from '../time.ts';
import type { Sharing } from './crew.ts';
import type { Keeping } from './kept.ts';

export interface CheckOptions {
  readonly cwd: string;
  /** Files or folders whose findings are wanted; all documents are read all the same. */
  readonly paths?: readonly string[];
  readonly config?: string;
  /** RFC 3339 date-time, or a date: the end of that day. May be left out where `at` tells it. */
  readonly asOf?: string;
  /** Judge what was committed then: a revision, with the date of its commit as now; or a date, with that date as now. */
  readonly at?: string;
  /** What a change touches: date rules have their full severity only there. */
  readonly changed?: { readonly base: string; readonly head?: string };
  /** File of known findings; `.aimscheck-baseline.json` in the project's root where it is there. False: none. */
  readonly baseline?: string | false;
  /** False: what an earlier run kept is not used, and nothing is kept. */
  readonly cache?: boolean;
  /** Content to check in place of a file's. */
  readonly stdin?: { readonly filename: string; readonly text: string };
  /** How documents may be shared among threads; one thread where it is left out. */
  readonly sharing?: Sharing;
  /** Whether what documents give is kept for the next run; not where it is left out. */
  readonly keeping?: Keeping;
  /** Files with what the shards of the work gave: nothing is examined again. */
  readonly blobs?: readonly string[];
}

export async function zoneOf({ config, configPath }: Pick<Project, 'config' | 'configPath'>): Promise<Zone> {
  try {
    return await openZone(config.timezone ?? 'UTC');
  } catch {
    throw new UsageError(
      `${configPath ?? 'configuration'}: unknown timezone "${config.timezone}"; use an IANA name such as Europe/Oslo`,
    );
  }
}

export function readAsOf(text: string, zone: Zone): number {
  if (isDate(text)) return endOfDay(text, zone);
  const span = isDateTime(text) ? spanOf(text, zone) : undefined;
  if (!span)
    throw new UsageError(
      `--as-of: "${text}" is neither a date (2026-11-23) nor a date-time with offset (2026-11-23T12:00:00Z)`,
    );
  return span.start;
}

export function withStdin(
  read: (path: string) => ReadResult,
  { stdin, cwd }: CheckOptions,
  { base }: Project,
): (path: string) => ReadResult {
  if (!stdin) return read;
  const target = toPosix(relative(base, resolve(cwd, stdin.filename)));
  return (path) => (path === target ? { text: stdin.text.replace(/^\ufeff/, '') } : read(path));
}

export function scopeOf(
  { paths = [], cwd, stdin }: CheckOptions,
  { base, configPath }: Project,
): (file: string) => boolean {
  const chosen = [...paths, ...(stdin ? [stdin.filename] : [])].map((path) =>
    toPosix(relative(base, isAbsolute(path) ? path : resolve(cwd, path))),
  );
  if (chosen.length === 0 || chosen.includes('')) return () => true;
  // What concerns the whole run is told whatever was chosen.
  return (file) =>
    file === (configPath ?? CONFIG_FILE) || chosen.some((path) => file === path || file.startsWith(`${path}/`));
}

export function touchedBy(
  { changed }: CheckOptions,
  touched: readonly string[] | undefined,
): (path: string) => boolean {
  if (!changed) return () => true;
  const paths = new Set(touched ?? []);
  return (path) => paths.has(path);
}
