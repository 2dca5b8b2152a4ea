/**
 * Text → words. Words are lower-cased, without diacritics, with one spelling for the British and American forms and
 * without inflection (plural, -ed, -ing), so that "prioritised", "prioritizing" and "prioritize" are one word.
 * Derivations ("notification", "notify") stay apart: a phrase says with `*` when it wants them all.
 */

/** One word for several spellings: `artefact` → `artifact`, and for two words written apart: `roll back` → `rollback`. */
export interface Spellings {
  readonly single: ReadonlyMap<string, string>;
  /** Stem of the first word → stem of the second → the word they make. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Words that stand for a kind of thing, whatever its text. */
export const EMAIL = '<email>';
export const CHANNEL = '<channel>';
export const URL_WORD = '<url>';

const MEMO_LIMIT = 50_000;
const stems = new Map<string, string>();

/** The word without inflection; the same for the spelling variants of a word. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MEMO_LIMIT) stems.clear();
  const result = reduce(word);
  stems.set(word, result);
  return result;
}

function reduce(word: string): string {
  if (word.length < 4) return word;
  let base = withoutPlural(word);
  base = withoutEnding(base);
  if (base.endsWith('e') && base.length > 4) base = base.slice(0, -1);
  return americanise(base);
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutEnding(word: string): string {
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  const cut = word.endsWith('ing') ? 3 : word.endsWith('ed') && !word.endsWith('eed') ? 2 : 0;
  const base = word.slice(0, word.length - cut);
  if (cut === 0 || base.length < 3 || !/[aeiouy]/.test(base)) return word;
  const last = base.at(-1);
  const doubled = last === base.at(-2) && last !== 's' && last !== 'l' && last !== 'z';
  return doubled ? base.slice(0, -1) : base;
}

function americanise(word: string): string {
  if (word.endsWith('isation')) return `${word.slice(0, -7)}ization`;
  if (word.length > 5 && (word.endsWith('is') || word.endsWith('ys'))) return `${word.slice(0, -1)}z`;
  if (word.endsWith('ll') && word.length > 6) return word.slice(0, -1);
  return word.replace(/([bvln])our/, '$1or');
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]{1,3}(?![\p{L}\p{N}]))?/gu;
const ASCII_WORD = /[A-Za-z0-9]+(?:'[A-Za-z]{1,3}(?![A-Za-z0-9]))?/g;
const NON_ASCII = /[^\x00-\x7f]/;

/** Words of a text in reading order, in lower case, things such as mail addresses as one placeholder word. */
export function wordsOf(text: string, spellings: Spellings): string[] {
  const plain = namedThings(NON_ASCII.test(text) ? foldDiacritics(text) : text);
  const words: string[] = [];
  for (const found of plain.match(NON_ASCII.test(plain) ? WORD : ASCII_WORD) ?? []) {
    const word = found.includes("'") ? found.toLowerCase().replace("'", '') : found.toLowerCase();
    const previous = words.at(-1);
    const joined = previous === undefined ? undefined : spellings.pairs.get(stem(previous))?.get(stem(word));
    if (joined !== undefined) words[words.length - 1] = joined;
    else words.push(THINGS.get(word) ?? spellings.single.get(stem(word)) ?? word);
  }
  return words;
}

export function compileSpellings(spellings: Readonly<Record<string, string>>): Spellings {
  const single = new Map<string, string>();
  const pairs = new Map<string, Map<string, string>>();
  for (const [written, word] of Object.entries(spellings)) {
    const [first = '', second] = written.split(' ');
    if (second === undefined) single.set(stem(first), word);
    else pairs.set(stem(first), (pairs.get(stem(first)) ?? new Map<string, string>()).set(stem(second), word));
  }
  return { single, pairs };
}

const THINGS: ReadonlyMap<string, string> = new Map([
  ['xxemailxx', EMAIL],
  ['xxchannelxx', CHANNEL],
  ['xxurlxx', URL_WORD],
]);

/** Replaces mail addresses, `#channels` and web addresses by one word each. Patterns are bounded, so linear. */
function namedThings(text: string): string {
  let result = text;
  if (result.includes('://')) result = result.replace(/https?:\/\/[^\s)>\]]{1,2048}/g, ' xxurlxx ');
  if (result.includes('@')) result = result.replace(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, ' xxemailxx ');
  if (/\bno-/i.test(result)) result = result.replace(/\bno-(?=[a-z])/gi, 'no');
  if (result.includes('#')) result = result.replace(/(^|[\s("'`])#[A-Za-z][\w-]{2,80}/g, '$1 xxchannelxx ');
  return result;
}

function foldDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[’‘]/g, "'")
    .replace(/ß/g, 'ss');
}
