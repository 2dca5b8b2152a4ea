import { markdownCode, markdownText } from '../text/escape.ts';
import { clip, fit } from '../text/fit.ts';
import { count } from '../text/plural.ts';
import type { Finding } from '../types.ts';
import { worstFirst } from './findings.ts';
import type { ReportOptions } from './options.ts';

/** Findings of a change against its base, told apart by fingerprint. Waived ones are left out. */
export interface Comparison {
  readonly added: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchanged: readonly Finding[];
  /** The base could not be checked: then everything counts as new. */
  readonly isBaseKnown: boolean;
}

export function compareFindings(before: readonly Finding[] | undefined, after: readonly Finding[]): Comparison {
  const live = (findings: readonly Finding[]) => worstFirst(findings.filter(({ waived }) => waived === undefined));
  const [old, now] = [live(before ?? []), live(after)];
  const has = (findings: readonly Finding[]): ReadonlySet<string> =>
    new Set(findings.map(({ fingerprint }) => fingerprint));
  const [oldOnes, newOnes] = [has(old), has(now)];
  return {
    added: now.filter(({ fingerprint }) => !oldOnes.has(fingerprint)),
    fixed: old.filter(({ fingerprint }) => !newOnes.has(fingerprint)),
    unchanged: now.filter(({ fingerprint }) => oldOnes.has(fingerprint)),
    isBaseKnown: before !== undefined,
  };
}

/** GitHub takes 65,536 characters in a comment; its mark needs a few. */
const LONGEST = 65_000;
const MOST_LISTED = 50;

/** The comparison as Markdown for a comment. */
export function renderComparison(
  { added, fixed, unchanged, isBaseKnown }: Comparison,
  options: Pick<ReportOptions, 'permalink'>,
): string {
  const told = isBaseKnown
    ? `${count(added.length, 'new finding')}, ${fixed.length} fixed, ${unchanged.length} unchanged`
    : `${count(added.length, 'finding')}; the base is not in this clone (\`fetch-depth: 2\`), so that new ones cannot be told apart`;
  const parts = [
    `### aimscheck: ${told}`,
    list(added, options),
    folded('Fixed', fixed, {}),
    folded('Unchanged', unchanged, options),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return fit(`${text}\n`, { limit: LONGEST, unit: 'characters' });
}

function list(findings: readonly Finding[], options: Pick<ReportOptions, 'permalink'>): string {
  const shown = findings.slice(0, MOST_LISTED).map((finding) => describe(finding, options));
  const rest = findings.length > MOST_LISTED ? [`- and ${findings.length - MOST_LISTED} more`] : [];
  return [...shown, ...rest].join('\n');
}

function folded(title: string, findings: readonly Finding[], options: Pick<ReportOptions, 'permalink'>): string {
  if (findings.length === 0) return '';
  return `<details><summary>${title}: ${findings.length}</summary>\n\n${list(findings, options)}\n\n</details>`;
}

function describe(
  { severity, rule, url, message, file, line }: Finding,
  { permalink }: Pick<ReportOptions, 'permalink'>,
): string {
  const place = markdownCode(`${clip(file, 200)}:${line}`);
  const where = permalink ? `[${place}](${permalink(file, line)})` : place;
  return `- **${severity}** [\`${rule}\`](${url}) ${where} ${markdownText(clip(message, 500))}`;
}
