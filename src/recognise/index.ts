import type { Block, Markdown } from '../types.ts';
import type { CompiledDefinition } from './compile.ts';
import { decideSections, type FoundSection } from './decide.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { findScales, type Level, type Scale } from './levels.ts';
import { matchPhrases } from './phrases.ts';
import { type Reading, readDocument } from './reading.ts';
import { scoreType, TYPE_THRESHOLD, type TitleMarks } from './type.ts';
import { wordsOf } from './words.ts';

export { type CompiledDefinition, compileDefinition } from './compile.ts';
export type { FoundSection, FoundTopic, Status } from './decide.ts';
export type { Definition } from './definition.ts';

export interface Commitment {
  readonly kind: string;
  readonly severity: string | null;
  readonly duration: { readonly amount: number; readonly unit: 'hour' | 'day' | 'business-day' | 'month'; readonly from: string | null };
  readonly line: number;
  readonly text: string;
}

export interface SeverityLevel {
  readonly id: string;
  readonly rank: number;
  readonly line: number;
  readonly criteria: string | null;
  readonly response_time: string | null;
  readonly fields: Readonly<Record<string, string>>;
}

/** A policy read into a value; what the policy schema validates. */
export interface PolicyValue {
  /** Type of the definition, undefined when the document is not of that type. */
  readonly type: string | undefined;
  readonly recognised: { readonly type: string | null; readonly why: string; readonly score: number };
  readonly title: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly sections: readonly FoundSection[];
  readonly commitments: readonly Commitment[];
  readonly severity_levels: readonly SeverityLevel[];
}

export type RecognisedPolicy = PolicyValue;

/** Reads a policy document. Pure and deterministic; time grows with the length of the document. */
export function recognise(markdown: Markdown, compiled: CompiledDefinition, frontMatter: Readonly<Record<string, unknown>>): PolicyValue {
  const reading = readDocument(markdown, compiled);
  const title = titleOf(reading, frontMatter);
  const type = scoreType(reading, titleMarks(title, compiled), compiled);
  const isOfType = type.score >= TYPE_THRESHOLD;
  const scales = findScales(reading, compiled);
  const evidence = [...gatherEvidence(reading, compiled), ...scaleEvidence(scales, reading, compiled)];
  const fits = inContext(reading, title, compiled);
  const sections = decideSections({
    reading,
    compiled,
    evidence: evidence.filter(({ topic }) => fits(topic)),
    counts: (part) => isOfType || part.onSubject,
  });
  const definitionType = compiled.definition.type;
  return {
    type: isOfType ? definitionType : undefined,
    recognised: { type: isOfType ? definitionType : null, why: type.why.join('; '), score: Math.round(type.score * 100) / 100 },
    title,
    metadata: frontMatter,
    sections,
    commitments: [],
    severity_levels: scales[0] ? scales[0].levels.map(severityLevel) : [],
  };
}

function titleOf(reading: Reading, frontMatter: Readonly<Record<string, unknown>>): string | null {
  if (typeof frontMatter.title === 'string') return frontMatter.title;
  const heading = reading.parts.find(({ kind }) => kind === 'title') ?? reading.parts.find(({ kind }) => kind === 'heading');
  return heading?.title ?? null;
}

function titleMarks(title: string | null, compiled: CompiledDefinition): TitleMarks {
  const text = title ?? '';
  const marks = matchPhrases(wordsOf(text, compiled.spellings), compiled.headings);
  return { text, marks: marks.map(({ phrase }) => ({ is: phrase.payload, phrase: phrase.source })) };
}

/** Named levels with a meaning each are evidence for the topics that are a scale. */
function scaleEvidence(scales: readonly Scale[], reading: Reading, compiled: CompiledDefinition): Evidence[] {
  return compiled.topics
    .filter(({ definition }) => definition.structure === 'levels')
    .flatMap((topic) =>
      scales.map((scale) => ({
        topic: topic.index, line: scale.line, text: scale.levels.map(({ id }) => id).join(' · '), phrase: `a scale of ${scale.levels.length} levels`,
        by: 'structure' as const, weight: 1, family: -2, part: scale.part, place: reading.parts[scale.part]?.context.has(topic.section) ? ('own' as const) : ('neutral' as const), deferred: false,
      })),
    );
}

const CONTEXT_MENTIONS = 3;

/** Topics that exist only in documents of a certain context, such as AI, are left out elsewhere. */
function inContext(reading: Reading, title: string | null, compiled: CompiledDefinition): (topic: number) => boolean {
  const mentions = new Map<string, number>();
  const count = (context: string, weight: number) => mentions.set(context, (mentions.get(context) ?? 0) + weight);
  for (const { is } of titleMarks(title, compiled).marks) if (is.is === 'context') count(is.context, CONTEXT_MENTIONS);
  for (const { marks } of [...reading.sentences, ...reading.parts]) {
    for (const { phrase } of marks) if (phrase.payload.is === 'context') count(phrase.payload.context, 1);
  }
  return (topic) => {
    const context = compiled.topics[topic]?.definition.context;
    return context === undefined || (mentions.get(context) ?? 0) >= CONTEXT_MENTIONS;
  };
}

function severityLevel({ id, rank, line, fields }: Level): SeverityLevel {
  const column = (pattern: RegExp) => Object.entries(fields).find(([name]) => pattern.test(name))?.[1] ?? null;
  return { id, rank, line, criteria: column(/criteria|definition|description|meaning|impact/i) ?? fields.text ?? null, response_time: column(/respon|time|sla/i), fields };
}

/** Blocks only, for documents without metadata of interest. */
export type Blocks = readonly Block[];
