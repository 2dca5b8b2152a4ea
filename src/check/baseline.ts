import { createHash } from 'node:crypto';
import { UsageError } from '../errors.ts';
import { terminalText } from '../text/escape.ts';
import { isRecord } from '../text/is-record.ts';
import type { Finding, Result } from '../types.ts';
import { CANNOT_BE_WAIVED } from './waivers.ts';

export const BASELINE_FILE = '.aimscheck-baseline.json';

/** One known finding: what it is, and what stood there. */
export interface Known {
  readonly rule: string;
  readonly file: string;
  readonly subject: string;
  readonly fingerprint: string;
  /** Hash of the text it points at: what was changed since is not known any more. */
  readonly content: string;
}

/** `.aimscheck-baseline.json`: the findings at adoption that are left. */
export interface Baseline {
  readonly version: 1;
  readonly adopted_on: string;
  readonly at_adoption: number;
  readonly findings: readonly Known[];
}

export type Sources = (file: string) => string | undefined;

/** @throws UsageError where it is no baseline of this version. */
export function readBaseline(text: string, path: string): Baseline {
  const value = parse(text);
  if (isBaseline(value)) return value;
  throw new UsageError(`${terminalText(path)} is no baseline of version 1; write it anew with --update-baseline`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const KEYS = ['rule', 'file', 'subject', 'fingerprint', 'content'] as const;

function isBaseline(value: unknown): value is Baseline {
  if (!isRecord(value) || value.version !== 1 || typeof value.adopted_on !== 'string') return false;
  if (typeof value.at_adoption !== 'number' || !Array.isArray(value.findings)) return false;
  return value.findings.every((one) => isRecord(one) && KEYS.every((key) => typeof one[key] === 'string'));
}

export interface Baselined {
  readonly findings: readonly Finding[];
  readonly summary: NonNullable<Result['summary']['baseline']>;
  /** Positions of entries that nothing found any more answers to. */
  readonly gone: readonly number[];
  /** Entries that only the change under check adds, and that would have covered something. */
  readonly held: number;
}

export interface BaselineQuestion {
  readonly baseline: Baseline;
  readonly path: string;
  /** As it stands on the base of a change; undefined where it is the same there. */
  readonly onBase: readonly Known[] | undefined;
  readonly sources: Sources;
}

/** Marks what the baseline knows: the same finding at the same text. On a change only what the base knows as well. */
export function applyBaseline(findings: readonly Finding[], question: BaselineQuestion): Baselined {
  const { baseline, path, onBase } = question;
  const linesOf = rememberLines(question.sources);
  const known = new Map(baseline.findings.map((entry, i) => [keyOf(entry), i]));
  const allowed = onBase && new Set(onBase.map(keyOf));
  const met = new Set<number>();
  let held = 0;
  const reason = `known since ${baseline.adopted_on}`;
  const marked = findings.map((finding) => {
    const key = keyOf(knownOf(finding, linesOf));
    const at = known.get(key);
    if (at === undefined || CANNOT_BE_WAIVED.test(finding.rule)) return finding;
    met.add(at);
    if (finding.waived) return finding;
    if (allowed?.has(key) !== false)
      return { ...finding, waived: { kind: 'baseline', by: path, until: null, reason } as const };
    held++;
    return finding;
  });
  const gone = baseline.findings.flatMap((_, i) => (met.has(i) ? [] : [i]));
  const summary = { adopted_on: baseline.adopted_on, at_adoption: baseline.at_adoption, left: met.size };
  return { findings: marked, summary, gone, held };
}

type LinesOf = (file: string) => readonly string[];

/** Findings come file by file: the lines of the last one are enough. */
function rememberLines(sources: Sources): LinesOf {
  let last: { readonly file: string; readonly lines: readonly string[] } | undefined;
  return (file) => {
    if (last?.file !== file) last = { file, lines: (sources(file) ?? '').split(/\r?\n/) };
    return last.lines;
  };
}

const MOST_LINES = 20;

const keyOf = ({ fingerprint, content }: Known): string => `${fingerprint} ${content}`;

function knownOf({ rule, file, subject, fingerprint, line, end_line }: Finding, linesOf: LinesOf): Known {
  const lines = linesOf(file).slice(line - 1, Math.min(end_line, line + MOST_LINES));
  const text = lines.map((one) => one.trim()).join('\n');
  return { rule, file, subject, fingerprint, content: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

/** What is found now as a baseline; when it was adopted, and with how many, is kept from the one before. */
export function writeBaseline(
  findings: readonly Finding[],
  { before, today, sources }: { before: Baseline | undefined; today: string; sources: Sources },
): Baseline {
  const linesOf = rememberLines(sources);
  const known = findings
    .filter(
      ({ rule, waived }) => !CANNOT_BE_WAIVED.test(rule) && waived?.kind !== 'waiver' && waived?.kind !== 'ignore',
    )
    .map((finding) => knownOf(finding, linesOf));
  const old = new Set(before?.findings.map(keyOf));
  const added = known.filter((entry) => !old.has(keyOf(entry))).length;
  return {
    version: 1,
    adopted_on: before?.adopted_on ?? today,
    at_adoption: before ? before.at_adoption + added : known.length,
    findings: known,
  };
}
