import { BRACE, BRACKET, COMMA, type Cursor, DOUBLE_QUOTE, giveUp, LF, QUOTE, spacesFrom } from './yaml-cursor.ts';
import { readPlainInFlow, readQuoted } from './yaml-scalars.ts';

const DEEPEST_FLOW = 10;

/** A list or mapping in brackets; its further lines are indented further than its block. */
export function readFlow(cursor: Cursor, depth: number): unknown {
  const isList = cursor.text.charCodeAt(cursor.at) === BRACKET;
  const list: unknown[] = [];
  const mapping: Record<string, unknown> = {};
  cursor.at++;
  if (skipSpaces(cursor) === (isList ? BRACKET : BRACE) + 2) {
    cursor.at++;
    return isList ? list : mapping;
  }
  do {
    skipSpaces(cursor);
    const key = isList ? '' : readFlowKey(cursor);
    if (key === undefined || mapping[key] !== undefined) return giveUp(cursor);
    const value = readFlowValue(cursor, key, depth);
    if (isList) list.push(value);
    else mapping[key] = value;
    const next = skipSpaces(cursor);
    cursor.at++;
    if (next === (isList ? BRACKET : BRACE) + 2) return isList ? list : mapping;
    if (next !== COMMA) return giveUp(cursor);
  } while (cursor.isPlain);
  return undefined;
}

const FLOW_KEY = /(?!(?:null|true|false|yes|no|on|off|y|n):)[A-Za-z_][\w-]{0,100}(?=: )/iy;

function readFlowKey({ text, at }: Cursor): string | undefined {
  FLOW_KEY.lastIndex = at;
  return FLOW_KEY.exec(text)?.[0];
}

function readFlowValue(cursor: Cursor, key: string, depth: number): unknown {
  const { text, marks, at: start } = cursor;
  const isItem = key === '';
  if (!isItem) cursor.at += key.length + 1;
  const code = skipSpaces(cursor);
  const from = cursor.at;
  const slot = marks?.push(isItem ? -1 : start, isItem ? -1 : start + key.length, from, -1);
  const value = readFlowNode(cursor, code, depth);
  if (slot !== undefined && marks) marks[slot - 1] = cursor.at;
  return from === text.length ? giveUp(cursor) : value;
}

function readFlowNode(cursor: Cursor, code: number, depth: number): unknown {
  if (code === QUOTE || code === DOUBLE_QUOTE) return readQuoted(cursor, code);
  if (code !== BRACKET && code !== BRACE) return readPlainInFlow(cursor);
  return depth < DEEPEST_FLOW ? readFlow(cursor, depth + 1) : giveUp(cursor);
}

/** Skips white space in brackets; the code of what follows. */
function skipSpaces(cursor: Cursor): number {
  const { text } = cursor;
  for (; ; cursor.at++) {
    cursor.at += spacesFrom(text, cursor.at);
    if (text.charCodeAt(cursor.at) !== LF) return text.charCodeAt(cursor.at);
    if (spacesFrom(text, cursor.at + 1) <= cursor.column) giveUp(cursor);
  }
}
