/** Where a reading of plain YAML stands. */
export interface Cursor {
  readonly text: string;
  readonly marks: number[] | undefined;
  /** Offset of what is read next. */
  at: number;
  /** Column where the content begins that `at` stands on; -1 after the last. */
  indent: number;
  /** Column of the block that holds the value being read. */
  column: number;
  /** Whether all was plain so far. */
  isPlain: boolean;
  /** Range of the value read last; from -1: there was none, and `to` is the end of its key. */
  from: number;
  to: number;
}

/** What follows is not surely plain: whatever was read does not count. */
export function giveUp(cursor: Cursor): undefined {
  cursor.isPlain = false;
  return undefined;
}

/** Goes from the start of a line to the next content, past blank lines and comments. */
export function toContent(cursor: Cursor, from: number): void {
  const { text } = cursor;
  let start = from;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (code !== LF && code !== HASH && at < text.length) {
      cursor.at = at;
      cursor.indent = at - start;
      return;
    }
    start = code === HASH ? endOfLine(text, at) + 1 : at + 1;
  }
  cursor.at = text.length;
  cursor.indent = -1;
}

export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** How many spaces there are from an offset on. */
export function spacesFrom(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  return at - start;
}

// Codes of the characters that mean something.
export const LF = 10;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const QUOTE = 39;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const GREATER = 62;
export const BRACKET = 91;
export const BACKSLASH = 92;
export const BRACE = 123;
export const PIPE = 124;
