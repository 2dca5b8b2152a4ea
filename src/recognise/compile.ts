import { type CommitmentBooks, compileCommitments } from './commitment-kinds.ts';
import type { Definition, Family, PhrasesByLanguage, TopicDefinition } from './definition.ts';
import { checkPhrases, compilePhrases, type Entry, type PhraseBook } from './phrases.ts';
import { compileSpellings, type Spellings, stem } from './words.ts';

/** What a phrase stands for once it is found. Sections and topics by their index. */
export type Mark =
  | { readonly is: 'section'; readonly section: number; readonly by: 'alias' | 'title' | 'hint' | 'context' | 'not' }
  | { readonly is: 'topic-heading' | 'topic-label'; readonly topic: number }
  | { readonly is: 'topic'; readonly topic: number; readonly strength: Strength; readonly family: number }
  | { readonly is: 'topic-not'; readonly topic: number }
  | {
      readonly is:
        | 'deferral'
        | 'negation'
        | 'not-negation'
        | 'aside'
        | 'form'
        | 'roles'
        | 'subject'
        | 'type-title'
        | 'other-title'
        | 'type-body';
    }
  | { readonly is: 'context'; readonly context: string };

export type Strength = 'strong' | 'local' | 'weak';

export interface CompiledTopic {
  readonly index: number;
  readonly section: number;
  readonly definition: TopicDefinition;
}

export interface CompiledDefinition {
  readonly definition: Definition;
  readonly topics: readonly CompiledTopic[];
  readonly spellings: Spellings;
  /** Matched against headings, leads and labels. */
  readonly headings: PhraseBook<Mark>;
  /** Matched against sentences. */
  readonly prose: PhraseBook<Mark>;
  readonly noise: ReadonlySet<string>;
  readonly commitments: CommitmentBooks;
}

/** @throws {Error} when a phrase names a set of words that the definition lacks. */
export function compileDefinition(definition: Definition): CompiledDefinition {
  const { recognition } = definition;
  const spellings = compileSpellings(recognition.spellings);
  const topics = definition.sections
    .flatMap((section, at) => section.topics.map((topic) => ({ section: at, definition: topic })))
    .map((topic, index) => ({ index, ...topic }));
  return {
    definition,
    topics,
    spellings,
    headings: compilePhrases(headingEntries(definition, topics), recognition.words, spellings),
    prose: compilePhrases(proseEntries(definition, topics), recognition.words, spellings),
    noise: new Set(recognition.heading_noise.map(stem)),
    commitments: compileCommitments({ definition, spellings }),
  };
}

/**
 * Reads every phrase, so that a definition that others wrote fails at once and not when a document meets the phrase.
 *
 * @throws {Error} when a phrase names a set of words that the definition lacks.
 */
export function checkDefinition({ headings, prose, commitments }: CompiledDefinition): void {
  checkPhrases(headings);
  checkPhrases(prose);
  checkPhrases(commitments.prose);
  checkPhrases(commitments.headings);
  checkPhrases(commitments.starts);
}

function headingEntries(definition: Definition, topics: readonly CompiledTopic[]): Entry<Mark>[] {
  const { recognition } = definition;
  const sections = definition.sections.flatMap((section, at) => [
    ...all(section.aliases, { is: 'section', section: at, by: 'alias' }),
    ...all(section.titles, { is: 'section', section: at, by: 'title' }),
    ...all(section.hints, { is: 'section', section: at, by: 'hint' }),
    ...all(section.contexts, { is: 'section', section: at, by: 'context' }),
    ...list(section.not, { is: 'section', section: at, by: 'not' }),
  ]);
  const byTopic = topics.flatMap(({ index, definition: topic }) => [
    ...all(topic.headings, { is: 'topic-heading', topic: index }),
    ...list(topic.labels, { is: 'topic-label', topic: index }),
    ...list(topic.not, { is: 'topic-not', topic: index }),
  ]);
  return [
    ...sections,
    ...byTopic,
    ...list(recognition.deferral, { is: 'deferral' }),
    ...list(recognition.aside, { is: 'aside' }),
    ...list(recognition.forms, { is: 'form' }),
    ...list(recognition.roles.headings, { is: 'roles' }),
    ...list(recognition.type.subject, { is: 'subject' }),
    ...all(recognition.type.titles, { is: 'type-title' }),
    ...list(recognition.type.other_titles, { is: 'other-title' }),
    ...Object.entries(recognition.contexts).flatMap(([context, phrases]) => list(phrases, { is: 'context', context })),
  ];
}

function proseEntries(definition: Definition, topics: readonly CompiledTopic[]): Entry<Mark>[] {
  const { recognition } = definition;
  const families = (topic: number, strength: Strength, of: readonly Family[] | undefined, from: number) =>
    (of ?? []).flatMap((family, i) =>
      list(typeof family === 'string' ? [family] : family, { is: 'topic', topic, strength, family: from + i }),
    );
  const byTopic = topics.flatMap(({ index, definition: topic }) => [
    ...families(index, 'strong', topic.strong, 0),
    ...families(index, 'local', topic.local, 100),
    ...families(index, 'weak', topic.weak, 200),
    ...list(topic.not, { is: 'topic-not', topic: index }),
  ]);
  return [
    ...byTopic,
    ...list(recognition.deferral, { is: 'deferral' }),
    ...list(recognition.negation, { is: 'negation' }),
    ...list(recognition.not_negation, { is: 'not-negation' }),
    ...list(recognition.type.subject, { is: 'subject' }),
    ...list(recognition.type.body, { is: 'type-body' }),
    ...Object.entries(recognition.contexts).flatMap(([context, phrases]) => list(phrases, { is: 'context', context })),
  ];
}

const list = (phrases: readonly string[] | undefined, payload: Mark): Entry<Mark>[] =>
  (phrases ?? []).map((source) => ({ source, payload }));

const all = (phrases: PhrasesByLanguage | undefined, payload: Mark): Entry<Mark>[] =>
  Object.values(phrases ?? {}).flatMap((of) => list(of, payload));
