import type { Basis } from '../check/index.ts';
import type { Ledger } from '../history/ledger.ts';
import { spanOf, type Zone } from '../time.ts';
import type { DocumentRef, Finding, Result } from '../types.ts';
import type { Period, ReportSettings, Source } from './model.ts';

/** What the report is built from: a finished check, and what the command knows beside it. */
export interface ConformanceInput {
  readonly result: Result;
  readonly basis: Basis;
  readonly period: Period;
  readonly settings: ReportSettings;
  /** Blob id by path, of files that are committed as they were checked. */
  readonly blobs: ReadonlyMap<string, string>;
  /** What Git remembers of the CAPAs; null where nothing is committed. */
  readonly ledger: Ledger | null;
  /** What of the history is not there to be read. */
  readonly gaps: readonly string[];
}

/** The questions that every register asks. */
export interface Lookup {
  readonly asOf: number;
  readonly zone: Zone;
  readonly today: string;
  /** Calendar date of a time as written; null where it is none. */
  readonly date: (time: string | undefined) => string | null;
  readonly instant: (time: string | undefined) => number | undefined;
  readonly inPeriod: (date: string | null) => boolean;
  readonly source: (ref: DocumentRef) => Source;
  /** Findings about a subject in a file, waived ones and notices left out. */
  readonly findings: (file: string, subject: string) => number;
}

export function lookupOf({ result, basis, period, blobs }: ConformanceInput): Lookup {
  const { asOf, zone } = basis;
  const counts = countFindings(result.findings);
  const instant = (time: string | undefined) => spanOf(time, zone)?.end;
  return {
    asOf,
    zone,
    today: zone.dateOf(asOf),
    instant,
    date: (time) => {
      const at = instant(time);
      return at === undefined ? null : zone.dateOf(at);
    },
    inPeriod: (date) => date !== null && date >= period.from && date <= period.to,
    source: ({ path }) => ({ file: path, line: 1, blob: blobs.get(path) ?? null }),
    findings: (file, subject) => counts.get(`${file}\0${subject}`) ?? 0,
  };
}

function countFindings(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { file, subject, waived, severity } of findings) {
    if (waived || severity === 'notice') continue;
    const key = `${file}\0${subject}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
