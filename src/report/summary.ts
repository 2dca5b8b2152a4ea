import { joinNames } from '../text/list.ts';
import { count } from '../text/plural.ts';
import { type Finding, LAYERS, type Layer, type Requirement, type Result, type Verdict } from '../types.ts';
import { worstVerdict } from '../verdicts.ts';
import { compare, groupBy, isAtLeast } from './findings.ts';
import type { ReportOptions } from './options.ts';

/** `3 errors, 2 warnings, 1 notice`; severities without findings are left out, `no problems` when all are. */
export function describeCounts({ summary }: Result): string {
  return sayCounts(summary);
}

export function sayCounts({ errors, warnings, notices }: Result['summary']['without_waivers']): string {
  const parts = [
    errors > 0 ? count(errors, 'error') : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    notices > 0 ? count(notices, 'notice') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no problems' : parts.join(', ');
}

/** `, 2 waived (without waivers: 5 errors)`; nothing where nothing is waived. */
export function describeWaivedCounts({ summary }: Result): string {
  return summary.waived === 0
    ? ''
    : `, ${summary.waived} waived (without waivers: ${sayCounts(summary.without_waivers)})`;
}

/** `12 known findings at adoption on 2026-11-23, 9 left`; nothing where there is no baseline. */
export function describeBaseline({ summary: { baseline } }: Result): string {
  if (!baseline) return '';
  return `${count(baseline.at_adoption, 'known finding')} at adoption on ${baseline.adopted_on}, ${baseline.left} left`;
}

export function countDocuments({ summary }: Result): number {
  const { policy, incident, capa, runbook } = summary.documents;
  return policy + incident + capa + runbook;
}

/** `2 policies, 6 runbooks, 12 incidents, 1 CAPA`. */
export function describeDocuments({ summary }: Result): string {
  const { policy, incident, capa, runbook } = summary.documents;
  return [
    count(policy, 'policy', 'policies'),
    count(runbook, 'runbook'),
    count(incident, 'incident'),
    count(capa, 'CAPA'),
  ].join(', ');
}

/** Reasons for skipping, most frequent first, each with its files. */
export function skippedByReason({ summary }: Result): readonly (readonly [reason: string, files: readonly string[]])[] {
  return [...groupBy(summary.skipped, (skipped) => skipped.reason)]
    .map(([reason, entries]) => [reason, entries.map((entry) => entry.file).sort(compare)] as const)
    .sort(([a, aFiles], [b, bFiles]) => bFiles.length - aFiles.length || compare(a, b));
}

/** How many findings the least severity keeps out of the list. */
export function countUnlisted(result: Result, { minSeverity }: ReportOptions): number {
  const isUnlisted = (finding: Finding): boolean =>
    finding.waived === undefined && !isAtLeast(finding.severity, minSeverity);
  return result.findings.filter(isUnlisted).length;
}

/** One row of the grid: a section and its verdict in each layer, where there is one. */
export interface GridRow {
  readonly section: string;
  readonly cells: readonly (Requirement | undefined)[];
}

/** Sections of the policies that runbooks and records are judged by, in the order of the result, layers in theirs. */
export function conformanceGrid({ requirements }: Result): readonly GridRow[] {
  return byPolicy(requirements)
    .filter((own) => !isTextAlone(own))
    .flatMap((own) =>
      [...groupBy(own, ({ section }) => section)].map(([section, entries]) => ({
        section,
        cells: LAYERS.map((layer) => entries.find((entry) => entry.layer === layer)),
      })),
    );
}

/** A policy of which the text alone is judged: sections that pass, of all, and those that do not. */
export interface TextVerdict {
  readonly policy: string;
  readonly verdict: Verdict;
  readonly sections: number;
  readonly failing: readonly string[];
}

export function textVerdicts({ requirements }: Result): readonly TextVerdict[] {
  return byPolicy(requirements)
    .filter(isTextAlone)
    .map((own) => {
      const asked = own.filter(({ verdict }) => verdict !== 'not-applicable');
      return {
        policy: own[0]?.policy ?? '',
        verdict: worstVerdict(asked.map(({ verdict }) => verdict)),
        sections: asked.length,
        failing: asked.filter(({ verdict }) => verdict !== 'conforms').map(({ section }) => section),
      };
    });
}

/** `6 of 8 sections pass, not audit, training`. */
export function sayTextVerdict({ sections, failing }: TextVerdict): string {
  const not = failing.length === 0 ? '' : `, not ${joinNames(failing, 'and', MOST_FAILING)}`;
  return `${sections - failing.length} of ${count(sections, 'section')} ${sections === 1 ? 'passes' : 'pass'}${not}`;
}

const MOST_FAILING = 3;

const byPolicy = (requirements: readonly Requirement[]) => [...groupBy(requirements, ({ policy }) => policy).values()];

const isTextAlone = (own: readonly Requirement[]): boolean =>
  own.every(({ layer, verdict }) => layer === 'design' || verdict === 'not-applicable');

/** `12/14`: documents that passed of those the requirement applies to. */
export function denominators(requirement: Requirement): string {
  return `${requirement.passed}/${requirement.checked}`;
}

export const LAYER_TITLES: Readonly<Record<Layer, string>> = {
  design: 'Design',
  implementation: 'Implementation',
  operation: 'Operation',
};

export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  conforms: '✔',
  observation: '●',
  minor: '▲',
  major: '✖',
  'not-evaluable': '?',
  'not-applicable': '–',
};

/** What the history of the repository does not tell, and what mends it. */
export function describeUnknown({ history }: Result): readonly string[] {
  return (history?.not_evaluable ?? []).map(({ subject, help }) => `history, ${subject}: ${help}`);
}

/** The captured reviews that were believed. */
export function describeReviews({ history }: Result): readonly string[] {
  return history?.reviews ? [`${history.reviews.file}, SHA-256 ${history.reviews.sha256}`] : [];
}

/** Requirements with documents, or a whole verdict, that could not be judged. */
export function notEvaluable({ requirements }: Result): readonly Requirement[] {
  return requirements.filter((entry) => entry.verdict === 'not-evaluable' || entry.not_evaluable > 0);
}
