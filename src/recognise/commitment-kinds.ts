import type { CompiledDefinition, Mark } from './compile.ts';
import type { CommitmentDefinition } from './definition.ts';
import type { FoundDuration } from './durations.ts';
import type { Level } from './levels.ts';
import { compilePhrases, type Match, matchPhrases, type PhraseBook } from './phrases.ts';
import type { Reading, ReadPart } from './reading.ts';
import { severitiesIn } from './severities.ts';
import { wordsOf } from './words.ts';

/** "Immediate (within 30 minutes)" says nothing of what is to be done. */
const MAX_EMPTY_WORDS = 2;

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
  /** What times under a heading count from, by the heading's part, where a sentence says it for all of them. */
  readonly clocks: ReadonlyMap<number, string>;
}

/** A time span with what is known of it before its kind is. */
export interface Timed extends FoundDuration {
  /** What it counts from: nothing is due within a time from itself. */
  readonly clock?: string | undefined;
  /** It stands in the row of one severity. */
  readonly ofSeverity?: boolean;
}

/** Where a text with a time stands, and the phrases found in it. */
export interface Place {
  readonly part: ReadPart;
  readonly line: number;
  readonly marks: readonly Match<Mark>[];
  /** The text is the title of the part. */
  readonly isTitle?: boolean;
}

/** What a clause says of its time: the words before it first, then those after. */
export function kindOfClause(text: string, duration: Timed, search: Search): string | undefined {
  return (
    lastKind(text.slice(0, duration.start), search, duration) ?? firstKind(text.slice(duration.end), search, duration)
  );
}

/** One cell of a row, with what stands around it. */
export interface Cell {
  readonly cells: readonly string[];
  readonly header: readonly string[];
  readonly at: number;
  readonly part: ReadPart;
}

/** What the cells before a time speak of, else the titles of the other columns, else the headings around the table. */
export function kindOfRow({ cells, header, at, part }: Cell, search: Search, duration: Timed): string | undefined {
  const others = isOnlyTime(header[at] ?? '') ? header.filter((_, i) => i !== at) : [];
  for (const text of [...cells.slice(0, at), ...others]) {
    const kind = kindIn(text, search.books.prose, search, duration);
    if (kind !== undefined) return kind;
  }
  return others.length > 0 ? kindOfPart(part, search, duration) : undefined;
}

/** A column that says nothing but that its cells are times. */
const isOnlyTime = (column: string): boolean =>
  /^(?:by )?(?:when|within|due|deadline|time|time ?(?:limit|frame|line)|time allowed|target|frist|zeitraum|delai|plazo|termine)$/i.test(
    column.trim(),
  );

/** A sentence that evidences a topic promises what the topic is about. */
export function kindOfTopics({ marks }: Place, { compiled }: Search, { sense }: Timed): string | undefined {
  if (sense !== 'deadline') return undefined;
  const keys = new Set<string>();
  for (const { phrase } of marks) {
    const mark = phrase.payload;
    if (mark.is === 'topic' && mark.strength === 'strong') keys.add(compiled.topics[mark.topic]?.definition.key ?? '');
  }
  return compiled.definition.recognition.commitments.find(({ topics }) => topics?.some((key) => keys.has(key)))?.kind;
}

export function kindOfPart(part: ReadPart, search: Search, duration: Timed): string | undefined {
  for (let at: ReadPart | undefined = part; at && at.kind !== 'title'; at = search.reading.parts[at.parent]) {
    const kind = kindIn(at.title, search.books.headings, search, duration);
    if (kind !== undefined) return kind;
    // "Resolution: < 1 hour" speaks of its own matter, not of that around it.
    if (at.kind === 'lead' && severitiesIn(at.title, search.levels, true).length === 0) return undefined;
  }
  return undefined;
}

/** What a title with a time in it is about: its own words, or, where it has none, what stands around it. */
export function kindOfTitle(part: ReadPart, search: Search, duration: Timed): string | undefined {
  const own = kindIn(part.title, search.books.headings, search, duration);
  const words = part.title.slice(0, duration.start).match(/\p{L}{2,}/gu) ?? [];
  return own ?? (words.length <= MAX_EMPTY_WORDS ? kindOfPart(part, search, duration) : undefined);
}

export const kindIn = (text: string, book: PhraseBook<KindMark>, search: Search, duration: Timed): string | undefined =>
  kindsIn(text, book, search, duration)[0];

export const lastKind = (text: string, search: Search, duration: Timed): string | undefined =>
  kindsIn(text, search.books.prose, search, duration).at(-1);

export const firstKind = (text: string, search: Search, duration: Timed): string | undefined =>
  kindIn(text, search.books.prose, search, duration);

/** A kind said by what stands around a text, unless the text itself speaks of something that only looks like it. */
export function unlessBarred(kind: string | undefined, text: string, search: Search): string | undefined {
  if (kind === undefined) return undefined;
  const { commitments } = search.compiled.definition.recognition;
  const isBarred = matchPhrases(wordsOf(text, search.compiled.spellings), search.books.prose).some(
    ({ phrase }) => phrase.payload.not && commitments[phrase.payload.kind]?.kind === kind,
  );
  return isBarred ? undefined : kind;
}

/** Kinds that a text speaks of, in the order of the text, as far as the time span allows them. */
function kindsIn(text: string, book: PhraseBook<KindMark>, search: Search, time: Timed): string[] {
  const matches = matchPhrases(wordsOf(text, search.compiled.spellings), book);
  const barred = matches.filter(({ phrase }) => phrase.payload.not);
  const kinds: { kind: string; end: number; order: number }[] = [];
  for (const { phrase, start, end } of matches) {
    const { kind, not } = phrase.payload;
    const definition = search.compiled.definition.recognition.commitments[kind];
    const isBarred = barred.some(
      (other) => other.phrase.payload.kind === kind && other.start < end && start < other.end,
    );
    if (definition && !not && !isBarred && fits(definition, time))
      kinds.push({ kind: definition.kind, end, order: kind });
  }
  return kinds.sort((a, b) => a.end - b.end || b.order - a.order).map(({ kind }) => kind);
}

function fits({ kind, cadence, lasting, of_all }: CommitmentDefinition, time: Timed): boolean {
  const { sense, unit, clock, ofSeverity } = time;
  if (of_all === true && ofSeverity === true) return false;
  if (clock !== undefined && kind.endsWith(clock)) return false;
  if (cadence === true) return sense !== 'term' && unit !== 'hour';
  if (lasting === true) return sense !== 'rhythm';
  return sense === 'deadline' || sense === 'bare';
}
