/** Words that say nothing of the matter. */
const COMMON = new Set(
  (
    'a about after all also an and any are as at be because been before being but by can caused could did do does due ' +
    'during each for from had has have he her his i if in into is it its made may more most no not of on or our out over ' +
    'she so some such than that the their them then there these they this those to too under up was we were what when ' +
    'where which while who will with would'
  ).split(' '),
);

const WORD = /[\p{L}\p{N}]+(?:['’._-][\p{L}\p{N}]+)*/gu;
/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/gu;
const CHARACTERS_A_WORD = 2;
const LONGEST = 5_000;

/** How many words a text has; in scripts without spaces two characters count as one. */
export function countWords(text: string): number {
  const start = text.slice(0, LONGEST);
  const unspaced = start.match(UNSPACED)?.length ?? 0;
  const spaced = start.replace(UNSPACED, ' ').match(WORD)?.length ?? 0;
  return spaced + Math.ceil(unspaced / CHARACTERS_A_WORD);
}

/** The words that carry a text, without endings, each once. */
export function contentWords(text: string): Set<string> {
  const words = text.slice(0, LONGEST).toLowerCase().match(WORD) ?? [];
  return new Set(words.filter((word) => !COMMON.has(word)).map(withoutEnding));
}

/** Share (0 to 1) of some words that are among others; 0 for no words. */
export function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (words.size === 0) return 0;
  let common = 0;
  for (const word of words) if (others.has(word)) common++;
  return common / words.size;
}

/** Plural, past and continuous of a word count as the same word. */
function withoutEnding(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/['’]s$/, '')
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ing|ed|(?<=[sxz]|[cs]h)es|(?<!s)s)$/, '')
    .replace(/e$/, '');
}
