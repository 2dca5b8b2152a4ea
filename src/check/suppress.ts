import { endOfDay, isDate, type Zone } from '../time.ts';
import type { Finding } from '../types.ts';
import type { Draft } from './draft.ts';
import type { Ignore } from './ignores.ts';

/** Something wrong with an ignore itself. */
export interface IgnoreProblem {
  readonly rule: 'suppression-invalid' | 'suppression-lapsed' | 'suppression-unused' | 'exception-not-on-base';
  readonly ignore: Ignore;
  readonly message: string;
}

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly problems: readonly IgnoreProblem[];
}

export interface Now {
  readonly asOf: number;
  readonly zone: Zone;
  readonly knows: (rule: string) => boolean;
  /** Whether an ignore counts in this run: one that the change under check adds does not. */
  readonly counts: (ignore: Ignore) => boolean;
}

/**
 * Marks findings as waived where a valid ignore stands beside them. End date and reason are required; the end date is
 * the last day on which it holds. Invalid, lapsed and unused ignores are problems of their own.
 */
export function suppress(findings: readonly Finding[], ignores: readonly Ignore[], now: Now): Suppressed {
  if (ignores.length === 0) return { findings, problems: [] };
  const problems: IgnoreProblem[] = [];
  const valid = new Map<string, Ignore>();
  for (const ignore of ignores) {
    const problem = judge(ignore, now);
    if (problem) problems.push(problem);
    else valid.set(`${ignore.file}\0${ignore.target}\0${ignore.rule}`, ignore);
  }
  const used = new Set<Ignore>();
  const marked = findings.map((finding) => {
    const ignore = valid.get(`${finding.file}\0${finding.line}\0${finding.rule}`);
    if (!ignore) return finding;
    used.add(ignore);
    if (finding.waived || !now.counts(ignore)) return finding;
    const { file, line, until = null, reason } = ignore;
    return { ...finding, waived: { kind: 'ignore', by: `${file}:${line}`, until, reason } as const };
  });
  for (const ignore of used) if (!now.counts(ignore)) problems.push(heldBack(ignore));
  for (const ignore of valid.values()) {
    if (used.has(ignore)) continue;
    problems.push({
      rule: 'suppression-unused',
      ignore,
      message: `Unused ignore: ${ignore.rule} finds nothing on line ${ignore.target}`,
    });
  }
  return { findings: marked, problems };
}

function heldBack(ignore: Ignore): IgnoreProblem {
  const message = `The ignore of ${ignore.rule} counts only once it is on the base: a change cannot waive its own findings`;
  return { rule: 'exception-not-on-base', ignore, message };
}

function judge(ignore: Ignore, { asOf, zone, knows }: Now): IgnoreProblem | undefined {
  const invalid = (message: string): IgnoreProblem => ({ rule: 'suppression-invalid', ignore, message });
  if (!knows(ignore.rule)) return invalid(`Unexpected rule "${ignore.rule.slice(0, 60)}" in an ignore`);
  if (ignore.until === undefined) return invalid('Missing end date in an ignore');
  if (!isDate(ignore.until))
    return invalid(`Unexpected end date "${ignore.until.slice(0, 60)}" in an ignore, expected YYYY-MM-DD`);
  if (ignore.reason === '') return invalid('Missing reason in an ignore');
  if (asOf <= endOfDay(ignore.until, zone)) return undefined;
  return { rule: 'suppression-lapsed', ignore, message: `The ignore of ${ignore.rule} lapsed on ${ignore.until}` };
}

/** What is wrong with an ignore, as a draft at its comment. */
export function ignoreDraft({ rule, ignore, message }: IgnoreProblem): Draft {
  return {
    rule,
    message,
    subject: ignore.file,
    document: { kind: 'config', path: ignore.file, index: 0, base: '' },
    place: { line: ignore.line, column: ignore.column },
    anchor: `/${ignore.rule}/${ignore.until ?? ''}`,
  };
}
