import { count } from '../text/plural.ts';
import type { Verdict } from '../types.ts';

/**
 * What turns findings into a verdict. The only place that decides it; the report prints it. The words follow
 * ISO/IEC 17021-1, 3.12 and 3.13: a major nonconformity is one that affects what the management system is for.
 */
export interface Grading {
  /** Rules whose error is a major nonconformity by itself. */
  readonly majorRules: readonly string[];
  /** Share of the judged documents with errors, 0 to 1, from which the failure is systemic. */
  readonly systemicShare: number;
  /** Fewer failing documents than this are never systemic. */
  readonly systemicLeast: number;
}

export const DEFAULT_GRADING: Grading = {
  majorRules: [
    'policy-section-missing',
    'history-record-deleted',
    'history-closed-record-altered',
    'notification-deadline-missed',
  ],
  systemicShare: 0.5,
  systemicLeast: 2,
};

export interface GradingConfig {
  readonly major_rules?: readonly string[];
  readonly systemic_share?: number;
  readonly systemic_least?: number;
}

/** The configuration (`report.grading`) over the defaults. */
export function gradingOf({ major_rules, systemic_share, systemic_least }: GradingConfig = {}): Grading {
  return {
    majorRules: major_rules ?? DEFAULT_GRADING.majorRules,
    systemicShare: systemic_share ?? DEFAULT_GRADING.systemicShare,
    systemicLeast: systemic_least ?? DEFAULT_GRADING.systemicLeast,
  };
}

/** What is known of one section in one layer. Counts are documents. */
export interface Tally {
  /** Documents that could be judged. */
  readonly judged: number;
  readonly failed: number;
  /** Documents with at least one error among the failed. */
  readonly withErrors: number;
  /** Rules that reported an error. */
  readonly errorRules: ReadonlySet<string>;
}

export interface Grade {
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly reason: string;
}

export function grade({ judged, failed, withErrors, errorRules }: Tally, grading: Grading): Grade {
  if (judged === 0) return { verdict: 'not-evaluable', reason: 'No document could be judged.' };
  if (failed === 0)
    return { verdict: 'conforms', reason: `No error or warning in ${count(judged, 'document')} judged.` };
  if (withErrors === 0)
    return { verdict: 'observation', reason: `Only warnings, in ${failed} of ${count(judged, 'document')} judged.` };
  const decisive = grading.majorRules.filter((rule) => errorRules.has(rule));
  if (decisive.length > 0) return { verdict: 'major', reason: `Major by itself: ${decisive.join(', ')}.` };
  const isSystemic = withErrors >= grading.systemicLeast && withErrors / judged >= grading.systemicShare;
  if (isSystemic)
    return { verdict: 'major', reason: `Systemic: errors in ${withErrors} of ${count(judged, 'document')} judged.` };
  return { verdict: 'minor', reason: `Errors in ${withErrors} of ${count(judged, 'document')} judged.` };
}

/** The grading in words, worst first, as the report prints it. */
export function describeGrading({ majorRules, systemicShare, systemicLeast }: Grading): (readonly [Verdict, string])[] {
  const share = `${Math.round(systemicShare * 100)} %`;
  return [
    [
      'major',
      `An error of one of the rules ${majorRules.join(', ') || '(none)'}; or errors in at least ${systemicLeast} documents that are at least ${share} of those judged.`,
    ],
    ['minor', 'An error, short of what makes it major.'],
    ['observation', 'Warnings only.'],
    ['conforms', 'Documents were judged, and no rule reported more than a notice.'],
    ['not-evaluable', 'No document of the kind is there, or none could be read. Never counted as conforming.'],
    ['not-applicable', 'The section asks for nothing in this layer.'],
  ];
}
