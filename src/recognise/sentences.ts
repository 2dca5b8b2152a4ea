export interface SentenceText {
  readonly text: string;
  /** Nothing but placeholders: `[Name]`, `{{DATE}}`, `____`. */
  readonly empty: boolean;
}

const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'etc',
  'art',
  'no',
  'vs',
  'cf',
  'approx',
  'incl',
  'resp',
  'sec',
  'dr',
  'mr',
  'ms',
  'inc',
  'st',
  'eg',
  'ie',
]);
const PLACEHOLDER = /\{\{[^{}]{0,200}\}\}|\[[^\][]{0,1200}\]|_{3,}|<[^<>]{1,80}>/g;
/** A value to be filled in leaves the rest of its sentence as it is. */
const TO_BE_DECIDED = /^\[(?:tbd|tbc|todo)\b/i;
const LONG_PLACEHOLDER_WORDS = 5;
/** No sentence is longer: what goes on without a full stop is cut, so that time grows with the length of the text. */
const LONGEST_SENTENCE = 1000;

/** Sentences of a text, long placeholders removed. A semicolon ends a sentence too: what follows is another statement. */
export function sentencesOf(raw: string): SentenceText[] {
  const text = raw.replace(PLACEHOLDER, (found) =>
    found.startsWith('[') && !TO_BE_DECIDED.test(found) && words(found) <= LONG_PLACEHOLDER_WORDS ? found : ' ',
  );
  const sentences: SentenceText[] = [];
  if (text !== raw && !/[\p{L}\p{N}]/u.test(raw.replace(PLACEHOLDER, ' '))) return [{ text: raw.trim(), empty: true }];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isEnd(text, at, start)) continue;
    push(text.slice(start, at + 1), sentences);
    start = at + 1;
  }
  push(text.slice(start), sentences);
  return sentences;
}

function isEnd(text: string, at: number, start: number): boolean {
  const mark = text[at];
  if (mark === '\n' || mark === '•') return true;
  if (mark === ' ' && at - start >= LONGEST_SENTENCE) return true;
  if (mark !== '.' && mark !== '!' && mark !== '?' && mark !== ';') return false;
  const next = text[at + 1];
  if (next !== undefined && next !== ' ' && next !== '"' && next !== ')') return false;
  if (mark !== '.') return true;
  const space = text.lastIndexOf(' ', at - 1);
  const word = text
    .slice(Math.max(start, space + 1, at - 12), at)
    .replace(/^[("'[]+/, '')
    .toLowerCase();
  return !ABBREVIATIONS.has(word) && !/^(?:[a-z]|\d+(?:\.\d+)*)$/.test(word);
}

function push(raw: string, into: SentenceText[]): void {
  const text = raw.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return;
  into.push({ text, empty: text.startsWith('[') && !/[\p{L}\p{N}]/u.test(text.replace(PLACEHOLDER, ' ')) });
}

const words = (text: string): number => text.split(/\s+/).length;
