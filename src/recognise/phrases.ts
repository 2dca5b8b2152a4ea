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
  readonly steps: readonly Step[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

interface Step {
  readonly atom: number;
  /** Words that may stand between the step before and this one. */
  readonly gap: number;
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

/** Phrases compiled once and matched together. */
export interface PhraseBook<Payload> {
  readonly startingWith: ReadonlyMap<number, readonly Phrase<Payload>[]>;
  readonly atomsOf: (word: string) => ReadonlySet<number>;
}

export interface Entry<Payload> {
  readonly source: string;
  readonly payload: Payload;
}

interface AtomTable {
  /** Atom of a token as written in the definition, and of a set of words. */
  readonly tokens: Map<string, number>;
  readonly ids: Map<string, number>;
  readonly stems: Map<string, number[]>;
  readonly exact: Map<string, number[]>;
  readonly prefixes: Map<string, number[]>;
}

/** @throws {Error} when a phrase names an unknown set or is empty: the definition is wrong. */
export function compilePhrases<Payload>(
  entries: readonly Entry<Payload>[],
  sets: Readonly<Record<string, readonly string[]>>,
  spellings: Spellings,
): PhraseBook<Payload> {
  const table: AtomTable = {
    tokens: new Map(),
    ids: new Map(),
    stems: new Map(),
    exact: new Map(),
    prefixes: new Map(),
  };
  const startingWith = new Map<number, Phrase<Payload>[]>();
  for (const { source, payload } of entries) {
    const atStart = source.startsWith('^ ');
    const atEnd = source.endsWith(' $');
    const body = joinPairs(source.slice(atStart ? 2 : 0, atEnd ? -2 : undefined), spellings);
    for (const steps of variants(body, { table, sets, spellings })) {
      const first = steps[0];
      if (!first) throw new Error(`empty phrase "${source}"`);
      append(startingWith, first.atom, { source, payload, steps, atStart, atEnd });
    }
  }
  return { startingWith, atomsOf: memoise((word) => lookUp(word, table)) };
}

interface CompileContext {
  readonly table: AtomTable;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly spellings: Spellings;
}

/** Writes the pairs of words that texts have as one ("roll back") as one in a phrase too. */
function joinPairs(source: string, spellings: Spellings): string {
  const words: string[] = [];
  const apart = source.includes('-') ? source.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ') : source;
  for (const word of apart.trim().split(/\s+/)) {
    const previous = words.at(-1);
    const isPlain = previous !== undefined && previous.length < 12 && word.length < 12 && !previous.includes('|');
    const joined = isPlain ? spellings.pairs.get(stem(previous))?.get(stem(word)) : undefined;
    if (joined === undefined) words.push(word);
    else words[words.length - 1] = joined;
  }
  return words.join(' ');
}

/** A phrase with optional words is several phrases. */
function variants(source: string, context: CompileContext): Step[][] {
  let open: Step[][] = [[]];
  let gap = 0;
  for (const token of source.split(' ')) {
    if (token === '..' || token === '...') {
      gap = token === '..' ? SHORT_GAP : LONG_GAP;
      continue;
    }
    const optional = token.endsWith('?');
    const word = optional ? token.slice(0, -1) : token;
    const steps = [{ atom: atomOf(word, context), gap }];
    if (optional) open = [...open.map((variant) => [...variant]), ...open.map((variant) => [...variant, ...steps])];
    else for (const variant of open) variant.push(...steps);
    if (!optional) gap = 0;
  }
  return open;
}

function atomOf(token: string, context: CompileContext): number {
  const known = context.table.tokens.get(token);
  if (known !== undefined) return known;
  const id = atomId(alternatives(token, context), context.table);
  context.table.tokens.set(token, id);
  return id;
}

function alternatives(token: string, context: CompileContext): string[] {
  return token.split('|').flatMap((part) => {
    if (!part.startsWith('@')) return [context.spellings.single.get(stem(part)) ?? part];
    const members = Object.hasOwn(context.sets, part.slice(1)) ? context.sets[part.slice(1)] : undefined;
    if (!members) throw new Error(`unknown word set "${part}"`);
    return members.flatMap((member) => alternatives(member, context));
  });
}

function atomId(words: readonly string[], table: AtomTable): number {
  const key = [...words].sort().join('|');
  const known = table.ids.get(key);
  if (known !== undefined) return known;
  const id = table.ids.size;
  table.ids.set(key, id);
  for (const word of words) {
    if (word.startsWith('=')) append(table.exact, word.slice(1).toLowerCase(), id);
    else if (word.endsWith('*')) append(table.prefixes, fold(word.slice(0, -1)), id);
    else append(table.stems, word.startsWith('<') ? word : stem(fold(word)), id);
  }
  return id;
}

function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/ß/g, 'ss');
}

function lookUp(word: string, table: AtomTable): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const id of table.stems.get(word.startsWith('<') ? word : stem(word)) ?? []) ids.add(id);
  for (const id of table.exact.get(word) ?? []) ids.add(id);
  for (let length = 2; length <= Math.min(word.length, 24); length++) {
    for (const id of table.prefixes.get(word.slice(0, length)) ?? []) ids.add(id);
  }
  return ids;
}

/** All matches in a run of words, in order of their start. A phrase counts once per start. */
export function matchPhrases<Payload>(words: readonly string[], book: PhraseBook<Payload>): Match<Payload>[] {
  const atoms = words.map(book.atomsOf);
  const matches: Match<Payload>[] = [];
  atoms.forEach((here, start) => {
    for (const atom of here) {
      for (const phrase of book.startingWith.get(atom) ?? []) {
        if (phrase.atStart && start > 0) continue;
        const end = matchFrom(phrase.steps, atoms, start);
        if (end > 0 && (!phrase.atEnd || end === words.length)) matches.push({ phrase, start, end });
      }
    }
  });
  return matches;
}

/** One past the last word of the shortest match that starts here, 0 for none. */
function matchFrom(steps: readonly Step[], atoms: readonly ReadonlySet<number>[], start: number): number {
  let reached = [start];
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i];
    if (!step) return 0;
    const next: number[] = [];
    for (const from of reached) {
      for (let at = Math.max(from, next.at(-1) ?? 0) + 1; at <= from + 1 + step.gap; at++) {
        if (atoms[at]?.has(step.atom)) next.push(at);
      }
    }
    if (next.length === 0) return 0;
    reached = next;
  }
  return (reached[0] ?? start) + 1;
}

function memoise(read: (word: string) => ReadonlySet<number>): (word: string) => ReadonlySet<number> {
  const known = new Map<string, ReadonlySet<number>>();
  return (word) => {
    let atoms = known.get(word);
    if (!atoms) {
      if (known.size >= MEMO_LIMIT) known.clear();
      atoms = read(word);
      known.set(word, atoms);
    }
    return atoms;
  };
}

export function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
