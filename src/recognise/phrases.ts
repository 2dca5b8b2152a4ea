import { type Spellings, stem } from './words.ts';

/**
 * The language of phrases, for vocabulary kept as data:
 *
 *   roll back          two words in a row, in any inflection and spelling
 *   restor* service    any word that starts with "restor"
 *   fix|patch          either word
 *   @notify            any word of the set `notify`
 *   a .. b             up to four words between, ... up to nine
 *   a b? c             b may be missing
 *   =General           this very form, not its inflections
 *   <email>            a mail address; also <channel>, <url>
 *   ^ scope $          only at the start, only at the end of the text
 *
 * Matching is linear in the text: every word looks up the phrases that may start with it, and a phrase looks at no
 * more than MAX_SPAN words.
 */
export interface Phrase<Payload> {
  readonly source: string;
  readonly payload: Payload;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

interface Step {
  readonly word: WordTest;
  /** Words that may stand between the step before and this one. */
  readonly gap: number;
}

interface WordTest {
  readonly stems: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
  readonly prefixes: readonly string[];
}

export interface Match<Payload> {
  readonly phrase: Phrase<Payload>;
  /** Index of the first word, and one past the last. */
  readonly start: number;
  readonly end: number;
}

const SHORT_GAP = 4;
const LONG_GAP = 9;
const MEMO_LIMIT = 50_000;
const MAX_PREFIX = 24;

/** Phrases compiled once and matched together, by the first word of each. */
export interface PhraseBook<Payload> {
  readonly startingWith: (word: string) => readonly Phrase<Payload>[];
  /** The words after the first, one run per choice of optional words. Read when the first word is met: few are. */
  readonly restOf: (phrase: Phrase<Payload>) => readonly (readonly Step[])[];
  readonly phrases: readonly Phrase<Payload>[];
}

export interface Entry<Payload> {
  readonly source: string;
  readonly payload: Payload;
}

interface Context {
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly spellings: Spellings;
  /** Tests by the token they were written as. */
  readonly tests: Map<string, WordTest>;
}

/** @throws {Error} when a phrase is empty or its first word names an unknown set: the definition is wrong. */
export function compilePhrases<Payload>(
  entries: readonly Entry<Payload>[],
  sets: Readonly<Record<string, readonly string[]>>,
  spellings: Spellings,
): PhraseBook<Payload> {
  const context: Context = { sets, spellings, tests: new Map() };
  const byFirst = new Map<string, Phrase<Payload>[]>();
  const phrases: Phrase<Payload>[] = [];
  for (const { source, payload } of entries) {
    const phrase = { source, payload, atStart: source.startsWith('^ '), atEnd: source.endsWith(' $') };
    append(byFirst, firstToken(phrase, spellings), phrase);
    phrases.push(phrase);
  }
  const rests = new Map<Phrase<Payload>, Step[][]>();
  const restOf = (phrase: Phrase<Payload>) => {
    const known = rests.get(phrase);
    if (known) return known;
    const rest = variants(bodyOf(phrase, spellings)).map((tokens) => stepsOf(tokens, context));
    rests.set(phrase, rest);
    return rest;
  };
  return { startingWith: memoise(indexByWord(byFirst, context)), restOf, phrases };
}

/** @throws {Error} when any word of any phrase names an unknown set; for definitions that others wrote. */
export function checkPhrases<Payload>({ phrases, restOf }: PhraseBook<Payload>): void {
  for (const phrase of phrases) restOf(phrase);
}

const bodyOf = ({ source, atStart, atEnd }: Phrase<unknown>, spellings: Spellings): string =>
  joinPairs(source.slice(atStart ? 2 : 0, atEnd ? -2 : undefined), spellings);

function firstToken(phrase: Phrase<unknown>, spellings: Spellings): string {
  const { source, atStart } = phrase;
  const from = atStart ? 2 : 0;
  const space = source.indexOf(' ', from);
  const token = space < 0 ? source.slice(from) : source.slice(from, space);
  const first =
    token.includes('-') || spellings.pairs.has(token) ? (bodyOf(phrase, spellings).split(' ')[0] ?? '') : token;
  if (first === '' || first.endsWith('?')) throw new Error(`phrase "${source}" does not start with a word`);
  return first;
}

/** Writes the pairs of words that texts have as one ("roll back") as one in a phrase too. */
function joinPairs(source: string, { pairs }: Spellings): string {
  const apart = source.includes('-') ? source.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ') : source;
  if (!apart.includes(' ')) return apart;
  const words: string[] = [];
  for (const word of apart.split(' ')) {
    const joined = pairs.get(words.at(-1) ?? '')?.get(stem(word));
    if (joined === undefined) words.push(word);
    else words[words.length - 1] = joined;
  }
  return words.join(' ');
}

/** A phrase with optional words is several phrases, as tokens. */
function variants(source: string): string[][] {
  const tokens = source.split(' ').filter((token) => token !== '');
  let open: string[][] = [[]];
  for (const token of tokens) {
    if (token.endsWith('?'))
      open = [...open.map((variant) => [...variant]), ...open.map((variant) => [...variant, token.slice(0, -1)])];
    else for (const variant of open) variant.push(token);
  }
  return open;
}

function stepsOf(tokens: readonly string[], context: Context): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const token of tokens.slice(1)) {
    if (token === '..' || token === '...') gap = token === '..' ? SHORT_GAP : LONG_GAP;
    else {
      steps.push({ word: testOf(token, context), gap });
      gap = 0;
    }
  }
  return steps;
}

function testOf(token: string, context: Context): WordTest {
  const known = context.tests.get(token);
  if (known) return known;
  const test = { stems: new Set<string>(), exact: new Set<string>(), prefixes: [] as string[] };
  for (const word of alternatives(token, context)) {
    if (word.startsWith('=')) test.exact.add(word.slice(1).toLowerCase());
    else if (word.endsWith('*')) test.prefixes.push(fold(word.slice(0, -1)));
    else test.stems.add(word.startsWith('<') ? word : stem(fold(word)));
  }
  context.tests.set(token, test);
  return test;
}

function alternatives(token: string, context: Context): string[] {
  return token.split('|').flatMap((part) => {
    if (!part.startsWith('@')) return [context.spellings.single.get(stem(part)) ?? part];
    const members = Object.hasOwn(context.sets, part.slice(1)) ? context.sets[part.slice(1)] : undefined;
    if (!members) throw new Error(`unknown word set "${part}"`);
    return members.flatMap((member) => alternatives(member, context));
  });
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/ß/g, 'ss');
}

/** Which phrases may start with a word: by its stem, its form, and its beginnings. */
function indexByWord<Payload>(
  byFirst: ReadonlyMap<string, Phrase<Payload>[]>,
  context: Context,
): (word: string) => Phrase<Payload>[] {
  const index = {
    stems: new Map<string, Phrase<Payload>[][]>(),
    exact: new Map<string, Phrase<Payload>[][]>(),
    prefixes: new Map<string, Phrase<Payload>[][]>(),
  };
  for (const [token, phrases] of byFirst) {
    const { stems, exact, prefixes } = testOf(token, context);
    for (const word of stems) append(index.stems, word, phrases);
    for (const word of exact) append(index.exact, word, phrases);
    for (const prefix of prefixes) append(index.prefixes, prefix, phrases);
  }
  return (word) => {
    const lists = new Set([...(index.stems.get(stem(word)) ?? []), ...(index.exact.get(word) ?? [])]);
    for (let length = 2; length <= Math.min(word.length, MAX_PREFIX); length++) {
      for (const list of index.prefixes.get(word.slice(0, length)) ?? []) lists.add(list);
    }
    return [...lists].flat();
  };
}

/** All matches in a run of words, in order of their start. A phrase counts once per start. */
export function matchPhrases<Payload>(words: readonly string[], book: PhraseBook<Payload>): Match<Payload>[] {
  const matches: Match<Payload>[] = [];
  words.forEach((word, start) => {
    for (const phrase of book.startingWith(word)) {
      if (phrase.atStart && start > 0) continue;
      const end = endOf(phrase, { words, start }, book);
      if (end > 0) matches.push({ phrase, start, end });
    }
  });
  return matches;
}

interface Position {
  readonly words: readonly string[];
  readonly start: number;
}

function endOf<Payload>(phrase: Phrase<Payload>, { words, start }: Position, book: PhraseBook<Payload>): number {
  for (const steps of book.restOf(phrase)) {
    const end = matchFrom(steps, words, start);
    if (end > 0 && (!phrase.atEnd || end === words.length)) return end;
  }
  return 0;
}

/** One past the last word of the shortest match that starts here, 0 for none. */
function matchFrom(steps: readonly Step[], words: readonly string[], start: number): number {
  let reached = [start];
  for (const { word, gap } of steps) {
    const next: number[] = [];
    for (const from of reached) {
      for (let at = Math.max(from, next.at(-1) ?? 0) + 1; at <= from + 1 + gap && at < words.length; at++) {
        if (fits(word, words[at] ?? '')) next.push(at);
      }
    }
    if (next.length === 0) return 0;
    reached = next;
  }
  return (reached[0] ?? start) + 1;
}

function fits({ stems, exact, prefixes }: WordTest, word: string): boolean {
  if (stems.has(stem(word)) || exact.has(word)) return true;
  return prefixes.some((prefix) => word.startsWith(prefix));
}

function memoise<Value>(read: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>();
  return (word) => {
    const value = known.get(word);
    if (value !== undefined) return value;
    if (known.size >= MEMO_LIMIT) known.clear();
    const fresh = read(word);
    known.set(word, fresh);
    return fresh;
  };
}

export function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
