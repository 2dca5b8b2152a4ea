import type { Block } from '../types.ts';
import type { CompiledDefinition, Mark } from './compile.ts';
import { type FoundDuration, findDurations, type Unit } from './durations.ts';
import type { Level } from './levels.ts';
import { compilePhrases, type Match, matchPhrases, type PhraseBook } from './phrases.ts';
import type { Reading, ReadPart } from './reading.ts';
import { severitiesIn } from './severities.ts';
import { wordsOf } from './words.ts';

/** A promise with a time in it: "root cause within 10 days of detection for SEV-1". */
export interface Commitment {
  readonly kind: string;
  readonly severity: string | null;
  readonly duration: { readonly amount: number; readonly unit: Unit; readonly from: string | null };
  readonly line: number;
  readonly text: string;
}

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

interface Search {
  readonly reading: Reading;
  readonly compiled: CompiledDefinition;
  readonly books: CommitmentBooks;
  readonly levels: readonly Level[];
}

export function findCommitments(
  reading: Reading,
  compiled: CompiledDefinition,
  levels: readonly Level[],
): Commitment[] {
  const search: Search = { reading, compiled, books: compiled.commitments, levels };
  const found: Commitment[] = [];
  const rows = new Set<number>();
  for (const sentence of reading.sentences) {
    const part = reading.parts[sentence.part];
    const block = reading.blocks[sentence.block];
    if (!part || !block || part.aside || part.deferred || sentence.deferred || sentence.empty || block.type === 'code')
      continue;
    if (block.type === 'row' && block.cells) {
      if (!rows.has(sentence.block)) found.push(...fromRow(block, part, search));
      rows.add(sentence.block);
    } else found.push(...fromText(sentence.text, { part, line: sentence.line, marks: sentence.marks }, search));
  }
  for (const part of reading.parts) {
    if (!part.aside && !part.deferred && part.kind !== 'document' && part.kind !== 'row')
      found.push(...fromText(part.title, { part, line: part.line, marks: [] }, search));
  }
  return distinct(found).sort((a, b) => a.line - b.line);
}

interface Place {
  readonly part: ReadPart;
  readonly line: number;
  readonly marks: readonly Match<Mark>[];
}

function* fromText(text: string, place: Place, search: Search): Generator<Commitment> {
  const durations = findDurations(text);
  for (const [i, duration] of durations.entries()) {
    const left = text.slice(durations[i - 1]?.end ?? 0, duration.start);
    const right = text.slice(duration.end, durations[i + 1]?.start);
    if (duration.sense === 'bare' && !/[(:]\s{0,2}$/.test(left)) continue;
    const kind =
      lastKind(left, search, duration) ??
      firstKind(right, search, duration) ??
      kindOfTopics(place, search, duration) ??
      kindOfPart(place.part, search, duration);
    if (kind === undefined) continue;
    const severities = severitiesIn(text, search.levels);
    const around = severities.length > 0 ? severities : severitiesOfPart(place.part, search);
    yield* perSeverity(around, {
      kind,
      duration: { ...size(duration), from: startOf(right, search) },
      line: place.line,
      text,
    });
  }
}

/** A row of a table: the column, the cell, the other cells and the heading say what its times are for. */
function* fromRow(block: Block, part: ReadPart, search: Search): Generator<Commitment> {
  const cells = block.cells ?? [];
  const severities =
    cells.map((cell) => severitiesIn(cell, search.levels, true)).find((of) => of.length > 0) ??
    severitiesOfPart(part, search);
  for (const [at, cell] of cells.entries()) {
    const column = block.header?.[at] ?? '';
    const text = /^\d{1,4}$/.test(cell.trim()) ? withUnit(cell, column) : cell;
    const timed = clausesOf(text).flatMap((clause) =>
      findDurations(clause.text).map((duration) => ({ clause, duration })),
    );
    const own = timed.map(({ clause, duration }) => kindOfClause(clause.text, duration, search));
    for (const [i, { clause, duration }] of timed.entries()) {
      const ofColumn = own.some((kind) => kind !== undefined)
        ? undefined
        : kindIn(column, search.books.headings, search, duration);
      const ofRow = isTimeColumn(column) ? kindOfRow(cells.slice(0, at), search, duration) : undefined;
      const kind = own[i] ?? ofColumn ?? (own.some((other) => other !== undefined) ? undefined : ofRow);
      if (kind === undefined || (duration.sense === 'bare' && duration.start > 60)) continue;
      const from = startOf(clause.text.slice(duration.end), search) ?? startOf(column, search);
      yield* perSeverity(severities, {
        kind,
        duration: { ...size(duration), from },
        line: block.line,
        text: block.text,
      });
    }
  }
}

const clausesOf = (text: string): { readonly text: string }[] =>
  text.split(/[;•]|\.\s/).map((clause) => ({ text: clause }));

/** What a clause says of its time: the words before it first, then those after. */
function kindOfClause(text: string, duration: FoundDuration, search: Search): string | undefined {
  return (
    lastKind(text.slice(0, duration.start), search, duration) ?? firstKind(text.slice(duration.end), search, duration)
  );
}

/** "10" under "RCA (days)". */
function withUnit(cell: string, column: string): string {
  const unit = /\b(?:hours?|(?:business |working )?days?|weeks?|months?|minutes?)\b/i.exec(column)?.[0];
  return unit === undefined ? cell : `${cell.trim()} ${unit}`;
}

const isTimeColumn = (column: string): boolean =>
  /time|deadline|when|due|sla|target|within|frist|delai|plazo|termine|window|period|frequency|cadence/i.test(column);

function kindOfRow(before: readonly string[], search: Search, duration: FoundDuration): string | undefined {
  for (const cell of before) {
    const kind = kindIn(cell, search.books.prose, search, duration);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A sentence that evidences a topic promises what the topic is about. */
function kindOfTopics({ marks }: Place, { compiled }: Search, { sense }: FoundDuration): string | undefined {
  if (sense !== 'deadline') return undefined;
  const keys = new Set<string>();
  for (const { phrase } of marks) {
    const mark = phrase.payload;
    if (mark.is === 'topic' && mark.strength === 'strong') keys.add(compiled.topics[mark.topic]?.definition.key ?? '');
  }
  return compiled.definition.recognition.commitments.find(({ topics }) => topics?.some((key) => keys.has(key)))?.kind;
}

function kindOfPart(part: ReadPart, search: Search, duration: FoundDuration): string | undefined {
  for (let at: ReadPart | undefined = part; at && at.kind !== 'title'; at = search.reading.parts[at.parent]) {
    const kind = kindIn(at.title, search.books.headings, search, duration);
    if (kind !== undefined) return kind;
    // "Resolution: < 1 hour" speaks of its own matter, not of that around it.
    if (at.kind === 'lead' && severitiesIn(at.title, search.levels, true).length === 0) return undefined;
  }
  return undefined;
}

const kindIn = (
  text: string,
  book: PhraseBook<KindMark>,
  search: Search,
  duration: FoundDuration,
): string | undefined => kindsIn(text, book, search, duration)[0];

const lastKind = (text: string, search: Search, duration: FoundDuration): string | undefined =>
  kindsIn(text, search.books.prose, search, duration).at(-1);

const firstKind = (text: string, search: Search, duration: FoundDuration): string | undefined =>
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

/** What the clock starts with: "… of detection", "… after closure". */
function startOf(text: string, search: Search): string | null {
  const after =
    /^[^,;.|]{0,12}?\b(?:of|after|from|following|since|upon|once|post|nach|de|du|dalla|desde)\s([^,;.]{3,60})/i.exec(
      text,
    );
  if (!after?.[1]) return null;
  const words = wordsOf(after[1], search.compiled.spellings).slice(0, 7);
  return matchPhrases(words, search.books.starts)[0]?.phrase.payload ?? null;
}

function severitiesOfPart(part: ReadPart, search: Search): string[] {
  for (let at: ReadPart | undefined = part; at && at.kind !== 'title'; at = search.reading.parts[at.parent]) {
    const found = severitiesIn(at.title, search.levels, true);
    if (found.length > 0) return found;
  }
  return [];
}

function perSeverity(severities: readonly string[], of: Omit<Commitment, 'severity'>): Commitment[] {
  const labels = severities.length > 0 ? severities : [null];
  return labels.map((severity) => ({ kind: of.kind, severity, duration: of.duration, line: of.line, text: of.text }));
}

const size = ({ amount, unit }: FoundDuration) => ({ amount, unit });

function distinct(commitments: readonly Commitment[]): Commitment[] {
  const known = new Map<string, Commitment>();
  for (const commitment of commitments) {
    const { kind, severity, duration, line } = commitment;
    const key = JSON.stringify([kind, severity, duration.amount, duration.unit, line]);
    if (!known.has(key)) known.set(key, commitment);
  }
  return [...known.values()];
}
