import type { Block } from '../types.ts';
import {
  firstKind,
  kindIn,
  kindOfClause,
  kindOfPart,
  kindOfRow,
  kindOfTitle,
  kindOfTopics,
  lastKind,
  type Place,
  type Search,
  type Timed,
  unlessBarred,
} from './commitment-kinds.ts';
import type { CompiledDefinition } from './compile.ts';
import { type FoundDuration, findDurations, type Unit } from './durations.ts';
import type { Level } from './levels.ts';
import { matchPhrases } from './phrases.ts';
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

export function findCommitments(
  reading: Reading,
  compiled: CompiledDefinition,
  levels: readonly Level[],
): Commitment[] {
  const known = { reading, compiled, books: compiled.commitments, levels };
  const search: Search = { ...known, clocks: clocksOf(reading, known) };
  const found: Commitment[] = [];
  const rows = new Set<number>();
  for (const sentence of reading.sentences) {
    const part = reading.parts[sentence.part];
    const block = reading.blocks[sentence.block];
    if (!part || !block || part.aside || part.deferred || block.type === 'code') continue;
    if (sentence.deferred || sentence.empty || sentence.isTitle) continue;
    if (block.type === 'row' && block.cells) {
      if (!rows.has(sentence.block)) found.push(...fromRow(block, part, search));
      rows.add(sentence.block);
    } else found.push(...fromText(sentence.text, { part, line: sentence.line, marks: sentence.marks }, search));
  }
  for (const part of reading.parts) {
    if (!part.aside && !part.deferred && part.kind !== 'document' && part.kind !== 'row')
      found.push(...fromText(part.title, { part, line: part.line, marks: [], isTitle: true }, search));
  }
  return distinct(found).sort((a, b) => a.line - b.line);
}

function* fromText(text: string, place: Place, search: Search): Generator<Commitment> {
  const durations = findDurations(text);
  const named = pairSeverities(text, durations, search);
  const found: Said[] = [];
  for (const [i, duration] of durations.entries()) {
    const left = text.slice(durations[i - 1]?.end ?? 0, duration.start);
    const right = ownClause(text.slice(duration.end, durations[i + 1]?.start), i + 1 < durations.length);
    if (duration.sense === 'bare' && !/[(:]\s{0,2}$/.test(left)) continue;
    const start = startOf(right, search);
    const time: Timed = { ...duration, clock: start?.clock };
    const said = lastKind(left, search, time) ?? firstKind(right.slice(start?.end ?? 0), search, time);
    // "… kept for 365 days, those of high-risk systems for 730 days": a second time for the same matter.
    const before = durations[i - 1]?.sense === duration.sense ? found.at(-1) : undefined;
    const same = before?.at === i - 1 ? before.kind : undefined;
    const ofTopics = durations.length === 1 ? kindOfTopics(place, search, time) : undefined;
    const around = ofTopics ?? (place.isTitle ? kindOfTitle : kindOfPart)(place.part, search, time);
    const kind = said ?? same ?? unlessBarred(around, text, search);
    if (kind !== undefined) found.push({ at: i, kind, from: start?.clock ?? null });
  }
  const starts = sharedStarts(found);
  for (const [i, { at, kind }] of found.entries()) {
    const duration = durations[at];
    if (!duration) continue;
    const severities = isOfAll(kind, search) ? [] : (named[at] ?? []);
    const around = severities.length > 0 || isOfAll(kind, search) ? severities : severitiesOfPart(place.part, search);
    const clock = starts[i] ?? clockOf(place.part, search);
    yield* perSeverity(around, { kind, duration: { ...size(duration), from: clock }, line: place.line, text });
  }
}

const isOfAll = (kind: string, { compiled }: Search): boolean =>
  compiled.definition.recognition.commitments.some((of) => of.kind === kind && of.of_all === true);

/** What follows a time, up to where the clause of the next time begins. */
const ownClause = (text: string, hasNext: boolean): string =>
  hasNext ? text.replace(/(?:[,;+|]|\band\b|\bund\b|\bet\b)[^,;+|]*$/i, '') : text;

interface Said {
  readonly at: number;
  readonly kind: string;
  readonly from: string | null;
}

/** "SEV-1 within 10 days and SEV-2 within 15 days of detection": what is said of the last is said of all. */
function sharedStarts(found: readonly Said[]): readonly (string | null)[] {
  const starts: (string | null)[] = found.map(({ from }) => from);
  for (let i = found.length - 2; i >= 0; i--)
    if (found[i]?.kind === found[i + 1]?.kind) starts[i] ??= starts[i + 1] ?? null;
  return starts;
}

/**
 * Severities that each time span of a sentence is for. A severity stands before its time ("SEV-1 within 10 days, SEV-2
 * within 15 days") or after it ("10 days for SEV-1, 15 days for SEV-2"), whichever the first one does; a span that names
 * none shares its neighbour's ("SEV-1 is triaged within 1 hour and contained within 4 hours").
 */
function pairSeverities(text: string, durations: readonly FoundDuration[], { levels }: Search): string[][] {
  const between = durations.map(({ start }, i) => severitiesIn(text.slice(durations[i - 1]?.end ?? 0, start), levels));
  const last = severitiesAfter(text.slice(durations.at(-1)?.end ?? 0), levels);
  if ((between[0] ?? []).length > 0) return sharing(between);
  const after = [...between.slice(1), last];
  return sharing(after.toReversed()).toReversed();
}

/** Of "after closing a SEV-1, and at the next review for SEV-3" only what the first clause names. */
function severitiesAfter(text: string, levels: readonly Level[]): string[] {
  const clause = severitiesIn(text.split(/,\s(?:and|but|or)\s/, 1)[0] ?? '', levels);
  return clause.length > 0 ? clause : severitiesIn(text, levels);
}

/** Fills what names nothing with what stands before it. */
function sharing(named: readonly string[][]): string[][] {
  let before: string[] = [];
  return named.map((severities) => {
    if (severities.length > 0) before = severities;
    return before;
  });
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
      findDurations(clause.text).map((found) => {
        const start = startOf(clause.text.slice(found.end), search) ?? startOf(column, search);
        return { clause, duration: { ...found, clock: start?.clock, ofSeverity: severities.length > 0 } };
      }),
    );
    const own = timed.map(({ clause, duration }) => kindOfClause(clause.text, duration, search));
    for (const [i, { duration }] of timed.entries()) {
      const ofColumn = own.some((kind) => kind !== undefined)
        ? undefined
        : kindIn(column, search.books.headings, search, duration);
      const ofRow = isTimeColumn(column)
        ? kindOfRow({ cells, header: block.header ?? [], at, part }, search, duration)
        : undefined;
      const kind = own[i] ?? ofColumn ?? (own.some((other) => other !== undefined) ? undefined : ofRow);
      if (kind === undefined || (duration.sense === 'bare' && duration.start > 60)) continue;
      const from = duration.clock ?? clockOf(part, search);
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

/** "10" under "RCA (days)". */
function withUnit(cell: string, column: string): string {
  const unit = /\b(?:hours?|(?:business |working )?days?|weeks?|months?|minutes?)\b/i.exec(column)?.[0];
  return unit === undefined ? cell : `${cell.trim()} ${unit}`;
}

const isTimeColumn = (column: string): boolean =>
  /time|deadline|when|due|sla|target|within|frist|delai|plazo|termine|window|period|frequency|cadence/i.test(column);

/** What the clock starts with: "… of detection", "… after closure", and where the words for it end. */
function startOf(text: string, search: Search): { readonly clock: string; readonly end: number } | null {
  const after =
    /^[^,;.|]{0,12}?\b(?:of|after|from|following|since|upon|once|post|nach|de|du|dalla|desde)\s([^,;.]{3,60})/i.exec(
      text,
    );
  if (!after?.[1]) return null;
  const words = wordsOf(after[1], search.compiled.spellings).slice(0, 7);
  const clock = matchPhrases(words, search.books.starts)[0]?.phrase.payload;
  return clock === undefined ? null : { clock, end: after[0].length };
}

const CLOCK_OF_ALL =
  /\b(?:times|deadlines|clocks?|periods|targets|limits|days|hours)\b.{0,40}\b(?:run|runs|count|counts|counted|start|starts|measured|calculated)\s(?:from|at|with|upon|when|on)\s(.{3,60})/i;

/** "Times run from detection unless the table says otherwise": what holds for all times under a heading, by heading. */
function clocksOf({ sentences, parts }: Reading, search: Omit<Search, 'clocks'>): ReadonlyMap<number, string> {
  const clocks = new Map<number, string>();
  for (const { text, part, deferred } of sentences) {
    const said = deferred ? null : CLOCK_OF_ALL.exec(text);
    if (!said?.[1]) continue;
    const words = wordsOf(said[1], search.compiled.spellings).slice(0, 7);
    const clock = matchPhrases(words, search.books.starts)[0]?.phrase.payload;
    const window = parts[part]?.window;
    if (clock !== undefined && window !== undefined && !clocks.has(window)) clocks.set(window, clock);
  }
  return clocks;
}

const clockOf = ({ window }: ReadPart, { clocks }: Search): string | null => clocks.get(window) ?? null;

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
