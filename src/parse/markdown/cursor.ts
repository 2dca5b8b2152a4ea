/**
 * A position in one line, counted in columns as well as in characters: containers and code are measured in columns,
 * and a tab reaches to the next multiple of four (CommonMark §2.2).
 */
export interface Cursor {
  readonly text: string;
  /** 1-based line of the file. */
  readonly line: number;
  offset: number;
  column: number;
  /** Columns left over of a tab of which a container took only a part. */
  pending: number;
  nextOffset: number;
  nextColumn: number;
}

const TAB = 9;
const SPACE = 32;

export function openCursor(text: string, line: number): Cursor {
  const cursor = { text, line, offset: 0, column: 0, pending: 0, nextOffset: -1, nextColumn: 0 };
  look(cursor);
  return cursor;
}

/** Finds the next character that is not white space; whoever moves past it looks again. */
function look(cursor: Cursor): void {
  let { offset } = cursor;
  let column = cursor.column + cursor.pending;
  for (; offset < cursor.text.length; offset++) {
    const code = cursor.text.charCodeAt(offset);
    if (code === SPACE) column += 1;
    else if (code === TAB) column += 4 - (column % 4);
    else break;
  }
  cursor.nextOffset = offset;
  cursor.nextColumn = column;
}

/** Columns of white space before the next character. */
export function indentOf(cursor: Cursor): number {
  return cursor.nextColumn - cursor.column;
}

export function isBlank(cursor: Cursor): boolean {
  return cursor.nextOffset >= cursor.text.length;
}

/** The next character that is not white space, '' at the end. */
export function nextCharacter(cursor: Cursor): string {
  return cursor.text.charAt(cursor.nextOffset);
}

/** Moves to the next character that is not white space. */
export function skipSpace(cursor: Cursor): void {
  cursor.offset = cursor.nextOffset;
  cursor.column = cursor.nextColumn;
  cursor.pending = 0;
}

/** Moves over `count` characters, none of them a tab. */
export function skipCharacters(cursor: Cursor, count: number): void {
  cursor.offset += count;
  cursor.column += count;
  look(cursor);
}

/** Moves over up to `count` columns of white space. */
export function skipColumns(cursor: Cursor, count: number): void {
  let left = Math.min(count, indentOf(cursor));
  while (left > 0) {
    if (cursor.pending === 0) {
      cursor.pending = cursor.text.charCodeAt(cursor.offset) === TAB ? 4 - (cursor.column % 4) : 1;
      cursor.offset += 1;
    }
    const taken = Math.min(left, cursor.pending);
    cursor.pending -= taken;
    cursor.column += taken;
    left -= taken;
  }
}

/** What is left of the line, a cut tab as spaces. */
export function restOf(cursor: Cursor): string {
  return ' '.repeat(cursor.pending) + cursor.text.slice(cursor.offset);
}

/** What is left of the line without leading white space. */
export function trimmedRest(cursor: Cursor): string {
  return cursor.text.slice(cursor.nextOffset);
}
