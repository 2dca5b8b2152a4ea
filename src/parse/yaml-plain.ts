import {
  BRACE,
  BRACKET,
  COLON,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  endOfLine,
  GREATER,
  giveUp,
  HASH,
  LF,
  NINE,
  PIPE,
  QUOTE,
  SPACE,
  toContent,
  ZERO,
} from './yaml-cursor.ts';
import { readFlow } from './yaml-flow.ts';
import { readBlockScalar, readPlainLines, readQuoted } from './yaml-scalars.ts';

/**
 * A reader of the YAML that people write records in: block mappings and lists with plain keys, scalars in any style, lists and mappings in brackets. It gives up on whatever is not surely that; then
 * the authority reads. A differential test holds it equal to the authority, in values and positions.
 */

/** Tabs, carriage returns, controls, and characters that some readers take for line ends. */
const UNSURE = /[^\n -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;
const DEEPEST = 40;
const LONGEST_KEY = 200;
const START = '---\n';

/** @param marks receives four offsets for each node below the root, in document order: of its key (-1 for an item) and of its value (-1 for none). */
export function readPlainYaml(
  text: string,
  marks?: number[],
): { value: unknown; from: number; to: number } | undefined {
  if (UNSURE.test(text)) return undefined;
  const cursor: Cursor = { text, marks, at: 0, indent: 0, column: 0, isPlain: true, from: 0, to: 0 };
  toContent(cursor, text.startsWith(START) ? START.length : 0);
  if (cursor.indent < 0) return undefined;
  const value = readBlock(cursor, 0);
  return cursor.isPlain && cursor.indent < 0 ? { value, from: cursor.from, to: cursor.to } : undefined;
}

function readBlock(cursor: Cursor, depth: number): unknown {
  if (depth > DEEPEST) return giveUp(cursor);
  return isDash(cursor.text, cursor.at) ? readList(cursor, depth) : readMapping(cursor, depth);
}

function readMapping(cursor: Cursor, depth: number): unknown {
  const { text, at: start, indent: column } = cursor;
  const mapping: Record<string, unknown> = {};
  do {
    const end = endOfKey(text, cursor.at);
    if (end < 0) return giveUp(cursor);
    const key = text.slice(cursor.at, end);
    // Also where the name means something to every object.
    if (mapping[key] !== undefined) return giveUp(cursor);
    const slot = mark(cursor, cursor.at, end);
    cursor.at = end + 1;
    mapping[key] = readValue(cursor, column, depth);
    settle(cursor, slot);
  } while (cursor.isPlain && cursor.indent === column);
  if (cursor.indent > column) return giveUp(cursor);
  cursor.from = start;
  return mapping;
}

function readList(cursor: Cursor, depth: number): unknown {
  const { text, at: start, indent: column } = cursor;
  const items: unknown[] = [];
  while (cursor.isPlain && cursor.indent === column && isDash(text, cursor.at)) {
    const slot = mark(cursor, -1, -1);
    cursor.at++;
    items.push(readItem(cursor, column, depth));
    settle(cursor, slot);
  }
  if (cursor.indent > column) return giveUp(cursor);
  cursor.from = start;
  return items;
}

/** What stands after the dash: often a mapping that begins on the same line. */
function readItem(cursor: Cursor, column: number, depth: number): unknown {
  const { text } = cursor;
  let at = cursor.at;
  while (text.charCodeAt(at) === SPACE) at++;
  if (!isDash(text, at) && endOfKey(text, at) < 0) {
    const value = readValue(cursor, column, depth);
    return cursor.from < 0 ? giveUp(cursor) : value;
  }
  cursor.indent = column + 1 + at - cursor.at;
  cursor.at = at;
  return readBlock(cursor, depth + 1);
}

/** What stands after a colon or dash: a value on the same line, a block below, or nothing. */
function readValue(cursor: Cursor, column: number, depth: number): unknown {
  const { text, at: start } = cursor;
  let at = start;
  while (text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  if (at < text.length && code !== LF && code !== HASH) {
    cursor.at = at;
    return readInline(cursor, column);
  }
  toContent(cursor, endOfLine(text, at) + 1);
  // A list below a key may stand in the same column; below a dash it would be the next item.
  const isList = text.charCodeAt(start - 1) === COLON && isDash(text, cursor.at);
  const isBelow = cursor.indent > column || (cursor.indent === column && isList);
  if (isBelow) return readBlock(cursor, depth + 1);
  cursor.from = -1;
  cursor.to = start - 1;
  return null;
}

/** Reads the value that begins at the cursor, and goes on to the next content. `column`: of the block it stands in. */
function readInline(cursor: Cursor, column: number): unknown {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === PIPE || code === GREATER) return readBlockScalar(cursor, column);
  cursor.from = cursor.at;
  cursor.column = column;
  const value =
    code === QUOTE || code === DOUBLE_QUOTE
      ? readQuoted(cursor, code)
      : code === BRACKET || code === BRACE
        ? readFlow(cursor, 0)
        : readPlainLines(cursor);
  const { text, at } = cursor;
  cursor.to = at;
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  const next = text.charCodeAt(end);
  if (next !== LF && end < text.length && !(next === HASH && end > at)) return giveUp(cursor);
  toContent(cursor, next === HASH ? endOfLine(text, end) + 1 : end + 1);
  return value;
}

/** Offset of the colon after a plain key; -1 where there is none, or a name that is no text to YAML. */
function endOfKey(text: string, start: number): number {
  let at = start;
  while (isWord(text.charCodeAt(at))) at++;
  if (at === start || at - start > LONGEST_KEY || text.charCodeAt(at) !== COLON) return -1;
  const first = text.charCodeAt(start);
  if (first === DASH || (first >= ZERO && first <= NINE)) return -1;
  const next = text.charCodeAt(at + 1);
  if (next !== SPACE && next !== LF && at + 1 < text.length) return -1;
  return at - start < 6 && 'nNtTfFyYoO'.includes(text.charAt(start)) && NO_TEXT.test(text.slice(start, at)) ? -1 : at;
}

const NO_TEXT = /^(?:null|true|false|y|n|yes|no|on|off)$/i;

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    code === 95 ||
    (code >= 65 && code <= 90) ||
    (code >= ZERO && code <= NINE) ||
    code === DASH
  );
}

function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === LF || at + 1 === text.length;
}

function mark({ marks }: Cursor, keyStart: number, keyEnd: number): number {
  return marks === undefined ? 0 : marks.push(keyStart, keyEnd, -1, -1) - 2;
}

function settle({ marks, from, to }: Cursor, slot: number): void {
  if (marks === undefined) return;
  marks[slot] = from;
  marks[slot + 1] = to;
}
