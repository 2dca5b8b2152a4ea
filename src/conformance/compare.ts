import { isRecord } from '../text/is-record.ts';
import type { ConformanceResult } from './model.ts';

/** A file that is not the one the report was made from. */
export interface ChangedFile {
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Files whose blob differs between two reports, by path; null is "not there, or not committed". */
export function changedFiles(before: ConformanceResult, after: ConformanceResult): ChangedFile[] {
  const blobs = ({ report }: ConformanceResult) => new Map(report.documents.map(({ file, blob }) => [file, blob]));
  const [old, now] = [blobs(before), blobs(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((file) => ({ file, before: old.get(file) ?? null, after: now.get(file) ?? null }))
    .filter((one) => one.before !== one.after);
}

export interface Difference {
  /** JSON pointer. */
  readonly at: string;
  readonly before: string;
  readonly after: string;
}

/** Where two JSON values differ, in the order of the first; at most so many. */
export function differences(before: unknown, after: unknown, most: number): Difference[] {
  const found: Difference[] = [];
  visit(before, after, '');
  return found;

  function visit(a: unknown, b: unknown, at: string): void {
    if (found.length >= most || Object.is(a, b)) return;
    const [inner, other] = [childrenOf(a), childrenOf(b)];
    if (!inner || !other || Array.isArray(a) !== Array.isArray(b)) {
      found.push({ at: at || '/', before: show(a), after: show(b) });
      return;
    }
    for (const key of new Set([...Object.keys(inner), ...Object.keys(other)])) {
      visit(inner[key], other[key], `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    }
  }
}

function childrenOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return Object.fromEntries(value.map((item: unknown, i) => [keyOf(item, i), item]));
  return isRecord(value) ? value : undefined;
}

/** Findings and records are told by what they are, not by where they stand in a list. */
function keyOf(item: unknown, index: number): string {
  if (!isRecord(item)) return String(index);
  const { fingerprint, id, file } = item;
  if (typeof fingerprint === 'string') return fingerprint;
  return typeof id === 'string' && typeof file === 'string' ? `${id} ${file}` : String(index);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
