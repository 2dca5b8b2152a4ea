import { isPlain, nameCharacter, terminalText } from './escape.ts';

/** What a terminal shows for one grapheme of a line. `start` and `end` are UTF-16 offsets in the line. */
export interface Cell {
  readonly text: string;
  /** Columns it takes on a terminal. */
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

const TAB_STOP = 4;
/** Marks stacked beyond this are hostile, and no terminal draws them. */
const LONGEST_GRAPHEME = 32;
const WIDE_EMOJI = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2})/u;
const MARK = /^[\p{Mark}\u200c\u200d]/u;
/** The segmenter takes more than linear time, so it is given no more than this at once. */
const LONGEST_PIECE = 4000;
let segmenter: Intl.Segmenter | undefined;

/** Splits a line into what a terminal shows: tabs become spaces, unseen characters are named, the rest keeps its form. */
export function toCells(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes(line)) {
    const text = show(segment, column);
    const width = text === segment ? graphemeWidth(segment) : text.length;
    cells.push({ text, width, start: index, end: index + segment.length });
    column += width;
  }
  return cells;
}

/** Terminal columns of a text that is already safe to print. */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** A word as it is measured and as it is printed, with its colours. */
export interface Word {
  readonly plain: string;
  readonly painted: string;
}

/** Breaks a safe text at spaces into lines of at most `width` columns; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  return wrapWords(
    text.split(' ').map((word) => ({ plain: word, painted: word })),
    width,
  );
}

export function wrapWords(words: readonly Word[], width: number): readonly string[] {
  const lines: string[][] = [];
  let used = 0;
  for (const { plain, painted } of words) {
    const needed = displayWidth(plain) + 1;
    const line = lines.at(-1);
    if (line && used + needed <= width) {
      line.push(painted);
      used += needed;
    } else {
      lines.push([painted]);
      used = needed - 1;
    }
  }
  return lines.map((line) => line.join(' '));
}

interface Grapheme {
  readonly segment: string;
  readonly index: number;
}

function* graphemes(text: string): Generator<Grapheme> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (let from = 0; from < text.length; ) {
    const to = wholeCharacter(text, from + LONGEST_PIECE);
    for (const { segment, index } of segmenter.segment(text.slice(from, to))) yield { segment, index: index + from };
    from = to;
  }
}

/** The offset itself, or the one before it where it would split a surrogate pair. */
export function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  const splits = code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  return splits ? offset - 1 : offset;
}

function show(segment: string, column: number): string {
  if (segment === '\t') return ' '.repeat(TAB_STOP - (column % TAB_STOP));
  if (MARK.test(segment)) return nameCharacter(segment);
  return terminalText(segment.length > LONGEST_GRAPHEME ? `${segment.slice(0, LONGEST_GRAPHEME)}…` : segment);
}

function graphemeWidth(segment: string): number {
  if (WIDE_EMOJI.test(segment)) return 2;
  return isWide(segment.codePointAt(0) ?? 0) ? 2 : 1;
}

/** East Asian Wide and Fullwidth blocks (Unicode Standard Annex 11), from first to last code point. */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(codePoint: number): boolean {
  return WIDE_BLOCKS.some(([first, last]) => codePoint >= first && codePoint <= last);
}
