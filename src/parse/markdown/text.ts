/** Characters that do not show: controls and formats (zero-width, bidirectional, soft hyphens, tags). */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const SINGLE_QUOTES = /[\u2018-\u201B]/g;
const DOUBLE_QUOTES = /[\u201C-\u201F]/g;
const NEEDS_FOLDING = /[^\u0021-\u007E ]| {2}/;

/** Plain text as rules compare it: nothing invisible, straight quotes, single spaces, none at the ends. */
export function foldText(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text.trim();
  return text
    .replace(/[\t\n\v\f\r]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(/\s+/g, ' ')
    .trim();
}
