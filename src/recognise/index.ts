import type { ScaleLevel, Statement } from '../policy-value.ts';
import type { Markdown } from '../types.ts';
import { type Commitment, findCommitments } from './commitments.ts';
import type { CompiledDefinition } from './compile.ts';
import { inContext } from './context.ts';
import { decideSections, type FoundSection } from './decide.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { findScales, mainScale, type SeverityLevel, scaleEvidence, scaleLevel, severityLevel } from './levels.ts';
import { type Disagreement, type MetadataValue, readMetadataOf } from './metadata.ts';
import { type Reading, readDocument } from './reading.ts';
import {
  findPlaceholders,
  findReferences,
  findRoleMentions,
  findRoles,
  findStatements,
  findVagueDeadlines,
  type Reference,
  type Remark,
  type Role,
  type VagueDeadline,
} from './remarks.ts';
import { scoreType, TYPE_THRESHOLD, type TypeScore, titleMarks } from './type.ts';

export type { Commitment } from './commitments.ts';
export { type CompiledDefinition, checkDefinition, compileDefinition } from './compile.ts';
export { type Coverage, coverTogether, type SectionCoverage, type TopicCoverage } from './coverage.ts';
export type { FoundSection } from './decide.ts';
export type { FoundTopic, Status } from './decide-topics.ts';
export type { Definition, SectionDefinition } from './definition.ts';
export type { SeverityLevel } from './levels.ts';
export type { Disagreement, MetadataValue } from './metadata.ts';
export type { Reference, Remark, Role, VagueDeadline } from './remarks.ts';
export { type NamedSection, recogniseSections, type SectionSpec } from './section-names.ts';
export { toPolicyValue } from './value.ts';

/** What was recognised in a policy document, every part of it with its line. */
export interface RecognisedPolicy {
  /** Type of the definition, undefined when the document is not of that type. */
  readonly type: string | undefined;
  readonly recognised: { readonly type: string | null; readonly why: string; readonly score: number };
  readonly title: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly metadata_entries: readonly MetadataValue[];
  readonly disagreements: readonly Disagreement[];
  /** Every section and topic of the definition, present or not. */
  readonly sections: readonly FoundSection[];
  readonly commitments: readonly Commitment[];
  /** Worst first; empty without a scale. */
  readonly severity_levels: readonly SeverityLevel[];
  /** The same levels in the order of the text, each as often as it stands there. */
  readonly scale: readonly ScaleLevel[];
  readonly roles: readonly Role[];
  readonly role_mentions: readonly Role[];
  readonly references: readonly Reference[];
  readonly vague_deadlines: readonly VagueDeadline[];
  readonly placeholders: readonly Remark[];
  readonly statements: readonly Statement[];
}

/**
 * Reads a policy document against one definition. Pure and deterministic; time grows with the length of the document.
 * In a document that is not of the type only what stands under a heading about its subject counts.
 *
 * @param frontMatter the parsed front matter, empty for none.
 */
export function recognise(
  markdown: Markdown,
  compiled: CompiledDefinition,
  frontMatter: Readonly<Record<string, unknown>>,
): RecognisedPolicy {
  const reading = readDocument(markdown, compiled);
  const title = titleOf(reading, frontMatter);
  const titles = titleMarks(titlesOf(reading, frontMatter), compiled);
  const scales = findScales(reading, compiled);
  const scale = mainScale(scales, reading, compiled);
  const fits = frontMatter.policy_type === compiled.definition.type ? () => true : inContext(reading, titles, compiled);
  const evidence = [...gatherEvidence(reading, compiled), ...scaleEvidence(scales, reading, compiled)].filter(
    ({ topic }) => fits(topic),
  );
  const type = scoreType({ reading, title: titles, topics: settledTopics(evidence) }, compiled);
  const isSaid = frontMatter.policy_type === compiled.definition.type;
  const isOfType = isSaid || type.score >= TYPE_THRESHOLD;
  const judged = { reading, compiled, evidence, isOfType };
  const { metadata, entries, disagreements } = readMetadataOf(markdown, frontMatter, compiled.definition);
  return {
    type: isOfType ? compiled.definition.type : undefined,
    recognised: {
      type: isOfType ? compiled.definition.type : null,
      why: (isSaid ? ['its front matter says so', ...type.why] : type.why).join('; '),
      score: rounded(type.score),
    },
    title,
    metadata: typeof metadata.title === 'string' || title === null ? metadata : { ...metadata, title },
    metadata_entries: entries,
    disagreements,
    sections: decideSections(judged),
    commitments: isOfType ? findCommitments(reading, compiled, scale?.levels ?? []) : [],
    severity_levels: isOfType && scale ? scale.levels.map(severityLevel) : [],
    scale: isOfType && scale ? scale.listed.map(scaleLevel) : [],
    roles: findRoles(reading, compiled),
    role_mentions: isOfType ? findRoleMentions(reading, compiled) : [],
    references: findReferences(reading),
    vague_deadlines: isOfType ? findVagueDeadlines(reading, compiled) : [],
    placeholders: findPlaceholders(reading),
    statements: isOfType ? findStatements(reading) : [],
  };
}

export interface RecognisedType {
  /** Key of the definition that fits best, null for none. */
  readonly type: string | null;
  readonly score: number;
  readonly why: string;
}

/** Which of several definitions a document follows, if any. */
export function recogniseType(
  markdown: Markdown,
  definitions: readonly CompiledDefinition[],
  frontMatter: Readonly<Record<string, unknown>>,
): RecognisedType {
  const scored = definitions.map((compiled) => ({ compiled, ...typeOf(markdown, compiled, frontMatter) }));
  const named = scored.find(({ compiled }) => compiled.definition.type === frontMatter.policy_type);
  if (named)
    return { type: named.compiled.definition.type, score: rounded(named.score), why: 'its front matter says so' };
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (a, b) => (a && a.score >= b.score ? a : b),
    undefined,
  );
  if (!best) return { type: null, score: 0, why: 'no definition to compare with' };
  const fits = best.score >= TYPE_THRESHOLD;
  return {
    type: fits ? best.compiled.definition.type : null,
    score: rounded(best.score),
    why: best.why.join('; ') || 'neither its title nor its headings say so',
  };
}

function typeOf(
  markdown: Markdown,
  compiled: CompiledDefinition,
  frontMatter: Readonly<Record<string, unknown>>,
): TypeScore {
  const reading = readDocument(markdown, compiled);
  const title = titleMarks(titlesOf(reading, frontMatter), compiled);
  return scoreType({ reading, title, topics: settledTopics(gatherEvidence(reading, compiled)) }, compiled);
}

/** Topics that a single phrase, heading or structure settles. */
function settledTopics(evidence: readonly Evidence[]): number {
  return new Set(
    evidence
      .filter(({ weight, deferred, place }) => weight >= 1 && !deferred && place !== 'overview')
      .map(({ topic }) => topic),
  ).size;
}

/** All headings of the first level: a document may have its subject in the second. */
function titlesOf(reading: Reading, frontMatter: Readonly<Record<string, unknown>>): string {
  const title = titleOf(reading, frontMatter) ?? '';
  const second = reading.parts.find(
    ({ kind, parent, title: text }) => kind === 'heading' && parent === 0 && text !== title,
  );
  const first = reading.parts.find(({ kind }) => kind === 'title');
  const isSubtitle = first !== undefined && second !== undefined && first.substance === 0;
  return isSubtitle ? `${title} — ${second.title}` : title;
}

function titleOf(reading: Reading, frontMatter: Readonly<Record<string, unknown>>): string | null {
  if (typeof frontMatter.title === 'string') return frontMatter.title;
  const heading =
    reading.parts.find(({ kind }) => kind === 'title') ?? reading.parts.find(({ kind }) => kind === 'heading');
  return heading?.title ?? null;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
