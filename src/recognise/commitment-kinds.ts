import type { CompiledDefinition, Mark } from './compile.ts';
import type { FoundDuration } from './durations.ts';
import type { Level } from './levels.ts';
import { compilePhrases, type Match, matchPhrases, type PhraseBook } from './phrases.ts';
import type { Reading, ReadPart } from './reading.ts';
import { severitiesIn } from './severities.ts';
import { wordsOf } from './words.ts';

/** What a text about a time span speaks of. */
type KindMark = { readonly kind: number; readonly not: boolean };

export interface CommitmentBooks {
  readonly prose: PhraseBook<KindMark>;
  readonly headings: PhraseBook<KindMark>;
  readonly starts: PhraseBook<string>;
}

export function compileCommitments({
  definition,
  spellings,
}: Pick<CompiledDefinition, 'definition' | 'spellings'>): CommitmentBooks {
  const { commitments, clock_starts, words } = definition.recognition;
  const entries = (pick: (of: (typeof commitments)[number]) => readonly string[] | undefined) =>
    commitments.flatMap((of, kind) => [
      ...(pick(of) ?? []).map((source) => ({ source, payload: { kind, not: false } })),
      ...(of.not ?? []).map((source) => ({ source, payload: { kind, not: true } })),
    ]);
  const starts = Object.entries(clock_starts).flatMap(([start, phrases]) =>
    phrases.map((source) => ({ source, payload: start })),
  );
  return {
    prose: compilePhrases(
      entries(({ phrases }) => phrases),
      words,
      spellings,
    ),
    headings: compilePhrases(
      entries(({ headings }) => headings),
      words,
      spellings,
    ),
    starts: compilePhrases(starts, words, spellings),
  };
}

export interface Search {
  readonly reading: Reading;
  readonly compiled: CompiledDefinition;
  readonly books: CommitmentBooks;
  readonly levels: readonly Level[];
}

/** Where a text with a time stands, and the phrases found in it. */
export interface Place {
  readonly part: ReadPart;
  readonly line: number;
  readonly marks: readonly Match<Mark>[];
}

/** What a clause says of its time: the words before it first, then those after. */
export function kindOfClause(text: string, duration: FoundDuration, search: Search): string | undefined {
  return (
    lastKind(text.slice(0, duration.start), search, duration) ?? firstKind(text.slice(duration.end), search, duration)
  );
}

export function kindOfRow(before: readonly string[], search: Search, duration: FoundDuration): string | undefined {
  for (const cell of before) {
    const kind = kindIn(cell, search.books.prose, search, duration);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A sentence that evidences a topic promises what the topic is about. */
export function kindOfTopics({ marks }: Place, { compiled }: Search, { sense }: FoundDuration): string | undefined {
  if (sense !== 'deadline') return undefined;
  const keys = new Set<string>();
  for (const { phrase } of marks) {
    const mark = phrase.payload;
    if (mark.is === 'topic' && mark.strength === 'strong') keys.add(compiled.topics[mark.topic]?.definition.key ?? '');
  }
  return compiled.definition.recognition.commitments.find(({ topics }) => topics?.some((key) => keys.has(key)))?.kind;
}

export function kindOfPart(part: ReadPart, search: Search, duration: FoundDuration): string | undefined {
  for (let at: ReadPart | undefined = part; at && at.kind !== 'title'; at = search.reading.parts[at.parent]) {
    const kind = kindIn(at.title, search.books.headings, search, duration);
    if (kind !== undefined) return kind;
    // "Resolution: < 1 hour" speaks of its own matter, not of that around it.
    if (at.kind === 'lead' && severitiesIn(at.title, search.levels, true).length === 0) return undefined;
  }
  return undefined;
}

export const kindIn = (
  text: string,
  book: PhraseBook<KindMark>,
  search: Search,
  duration: FoundDuration,
): string | undefined => kindsIn(text, book, search, duration)[0];

export const lastKind = (text: string, search: Search, duration: FoundDuration): string | undefined =>
  kindsIn(text, search.books.prose, search, duration).at(-1);

export const firstKind = (text: string, search: Search, duration: FoundDuration): string | undefined =>
  kindIn(text, search.books.prose, search, duration);

/** Kinds that a text speaks of, in the order of the text, as far as the sense of the time span allows them. */
function kindsIn(text: string, book: PhraseBook<KindMark>, search: Search, { sense }: FoundDuration): string[] {
  const matches = matchPhrases(wordsOf(text, search.compiled.spellings), book);
  const barred = matches.filter(({ phrase }) => phrase.payload.not);
  const kinds: { kind: string; end: number; order: number }[] = [];
  for (const { phrase, start, end } of matches) {
    const { kind, not } = phrase.payload;
    const definition = search.compiled.definition.recognition.commitments[kind];
    if (
      !definition ||
      not ||
      barred.some((other) => other.phrase.payload.kind === kind && other.start < end && start < other.end)
    )
      continue;
    const fits =
      definition.cadence === true
        ? sense !== 'term'
        : definition.lasting === true
          ? sense !== 'rhythm'
          : sense === 'deadline' || sense === 'bare';
    if (fits) kinds.push({ kind: definition.kind, end, order: kind });
  }
  return kinds.sort((a, b) => a.end - b.end || b.order - a.order).map(({ kind }) => kind);
}
