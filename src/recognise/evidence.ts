import type { CompiledDefinition, CompiledTopic, Mark, Strength } from './compile.ts';
import type { Match } from './phrases.ts';
import type { Reading, ReadPart, Sentence } from './reading.ts';

/** One thing that speaks for a topic: a phrase in a sentence, a heading, or a structure such as a scale of levels. */
export interface Evidence {
  readonly topic: number;
  readonly line: number;
  readonly text: string;
  /** The phrase of the definition, for the explanation. */
  readonly phrase: string;
  readonly by: 'phrase' | 'heading' | 'structure';
  /** 1 settles the topic, less has to add up with other families of phrases in the same part. */
  readonly weight: number;
  readonly family: number;
  /** A phrase that is decisive wherever it stands. */
  readonly isStrong: boolean;
  readonly part: number;
  readonly place: Place;
  /** Said to be elsewhere, not there, or yet to come. */
  readonly deferred: boolean;
}

/**
 * Where a phrase stands decides what it is worth: under a heading that names the topic's section, under one that hints
 * at it, under none, under that of another section, or in an overview, which names everything and says little.
 */
export type Place = 'own' | 'near' | 'neutral' | 'other' | 'overview';

/** Share of a whole proof, by strength of the phrase and place. */
const WEIGHTS: Record<Strength, Record<Place, number>> = {
  strong: { own: 1, near: 1, neutral: 1, other: 0.7, overview: 0.5 },
  local: { own: 1, near: 0.7, neutral: 0.5, other: 0.4, overview: 0.25 },
  weak: { own: 0.45, near: 0.4, neutral: 0.3, other: 0.3, overview: 0.2 },
};

const NEGATION_REACH = 3;
const NEGATION_REACH_AFTER = 8;
/** Phrases that contain a negation of their own: "has not come back". */
const SAYS_NO = /(?:^| )(?:no|not|without|nobody|never)(?: |$)/;
const HEADING_FAMILY = -1;
const MIN_SUBSTANCE = 3;
const INSTRUCTION_WORDS = 10;
/** What is asked is not stated: the questions of a form. */
const OF_A_QUESTION = 0.7;

export function gatherEvidence(reading: Reading, compiled: CompiledDefinition): Evidence[] {
  const evidence: Evidence[] = [];
  for (const part of reading.parts) evidence.push(...headingEvidence(part, reading, compiled));
  for (const sentence of reading.sentences) evidence.push(...sentenceEvidence(sentence, reading, compiled));
  return evidence;
}

function* headingEvidence(part: ReadPart, reading: Reading, compiled: CompiledDefinition): Generator<Evidence> {
  if (part.aside || (part.form && part.kind !== 'heading')) return;
  for (const { phrase, start, end } of part.marks) {
    const mark = phrase.payload;
    if (mark.is !== 'topic-heading' && mark.is !== 'topic-label') continue;
    const topic = compiled.topics[mark.topic];
    if (!topic || isCancelled(mark.topic, { start, end }, part.marks)) continue;
    const place = placeOf(topic, part, { reading, compiled });
    const isLabel = mark.is === 'topic-label';
    if (isLabel && (part.kind === 'heading' || part.kind === 'title' || (place !== 'own' && place !== 'near')))
      continue;
    const deferred = part.deferred || part.substance < MIN_SUBSTANCE;
    yield {
      topic: mark.topic,
      line: part.line,
      text: part.title,
      phrase: phrase.source,
      by: 'heading',
      family: HEADING_FAMILY,
      isStrong: false,
      weight: isLabel || isWholeProof(part, place) ? 1 : 0.5,
      part: part.index,
      place,
      deferred,
    };
  }
}

/** A title says what all of the document is about, the label of a row what one line is. */
const isWholeProof = ({ kind }: ReadPart, place: Place): boolean =>
  kind !== 'title' && place !== 'overview' && (kind !== 'row' || place === 'own');

function* sentenceEvidence(sentence: Sentence, reading: Reading, compiled: CompiledDefinition): Generator<Evidence> {
  const part = reading.parts[sentence.part];
  if (!part || part.aside || sentence.empty) return;
  for (const match of sentence.marks) {
    const mark = match.phrase.payload;
    if (mark.is !== 'topic' || (sentence.isTitle && mark.strength === 'weak')) continue;
    const topic = compiled.topics[mark.topic];
    if (!topic || isCancelled(mark.topic, match, sentence.marks)) continue;
    const place = placeOf(topic, part, { reading, compiled });
    const isFree = place === 'other' && isInstruction(match, sentence, reading);
    yield {
      topic: mark.topic,
      line: sentence.line,
      text: sentence.text,
      phrase: match.phrase.source,
      by: 'phrase',
      weight: WEIGHTS[mark.strength][isFree ? 'neutral' : place] * (sentence.text.endsWith('?') ? OF_A_QUESTION : 1),
      family: mark.family,
      isStrong: mark.strength === 'strong',
      part: part.index,
      place,
      deferred: part.deferred || sentence.deferred || isNegated(match, sentence, SAYS_NO.test(match.phrase.source)),
    };
  }
}

/** A short item or cell that begins with what was found says so of itself, whatever it stands under: "Preserve the logs". */
const isInstruction = ({ start }: Span, { words, block }: Sentence, { blocks }: Reading): boolean =>
  start <= 1 && words.length <= INSTRUCTION_WORDS && (blocks[block]?.type === 'item' || blocks[block]?.type === 'row');

interface Read {
  readonly reading: Reading;
  readonly compiled: CompiledDefinition;
}

function placeOf(topic: CompiledTopic, part: ReadPart, { reading, compiled }: Read): Place {
  const named = part.context.get(topic.section);
  if (part.roles && (named === undefined || named === 'hint')) return 'overview';
  if (named !== undefined) return named === 'hint' ? 'near' : 'own';
  const isGeneric = (section: number) => compiled.definition.sections[section]?.generic === true;
  const others = [...part.context]
    .filter(([section, by]) => by !== 'hint' || isGeneric(section))
    .map(([section]) => section);
  if (others.length > 0) return others.every(isGeneric) ? 'overview' : 'other';
  if (reading.titleSections.has(topic.section)) return 'near';
  return reading.titleSections.size > 0 ? 'other' : 'neutral';
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A phrase that only looks like the topic overlaps with what was found. */
function isCancelled(topic: number, span: Span, marks: readonly Match<Mark>[]): boolean {
  return marks.some(
    ({ phrase, start, end }) =>
      phrase.payload.is === 'topic-not' && phrase.payload.topic === topic && start < span.end && span.start < end,
  );
}

/**
 * A negation just before what was found, inside it, or said of it after it ("… is not provided for"), unless it belongs
 * to a phrase such as "no later than".
 */
function isNegated(span: Span, sentence: Sentence, saysNo: boolean): boolean {
  const { marks } = sentence;
  return marks.some(({ phrase, start, end }) => {
    if (phrase.payload.is !== 'negation') return false;
    const before = end <= span.start && span.start - end < NEGATION_REACH;
    const inside = !saysNo && start > span.start && end < span.end;
    if (!before && !inside && !isSaidAfter(span, start, sentence) && !isDisclaimed(span, start, sentence)) return false;
    return !marks.some(
      (other) => other.phrase.payload.is === 'not-negation' && other.start <= start && end <= other.end,
    );
  });
}

const COPULA = new Set([
  'is',
  'are',
  'be',
  'been',
  'was',
  'has',
  'have',
  'can',
  'does',
  'do',
  'will',
  'cannot',
  'isnt',
  'arent',
  'cant',
]);
const CONDITION = new Set([
  'if',
  'when',
  'where',
  'unless',
  'case',
  'until',
  'that',
  'which',
  'who',
  'whether',
  'once',
  'while',
]);

/** Where a disclaimer ends: "does not decide alone but asks the board". */
const TURN = new Set(['but', 'until', 'unless', 'without', 'before', 'however', 'only', 'instead', 'rather']);

/** "It does not infer causes, repairs or preventive actions": all that follows, up to a turn, is denied. */
function isDisclaimed({ start }: Span, at: number, { words }: Sentence): boolean {
  if (at >= start || (words[at] !== 'doesnt' && words[at - 1] !== 'does')) return false;
  return (
    !words.slice(0, at).some((word) => CONDITION.has(word)) && !words.slice(at, start).some((word) => TURN.has(word))
  );
}

function isSaidAfter(span: Span, at: number, { words }: Sentence): boolean {
  if (at < span.end || at - span.end >= NEGATION_REACH_AFTER) return false;
  const isOfVerb = COPULA.has(words[at - 1] ?? '') || COPULA.has(words[at] ?? '');
  return isOfVerb && !words.slice(0, at).some((word) => CONDITION.has(word));
}
