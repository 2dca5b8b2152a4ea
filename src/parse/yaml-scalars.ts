import {
  BACKSLASH,
  BRACE,
  BRACKET,
  COLON,
  COMMA,
  type Cursor,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  endOfLine,
  GREATER,
  giveUp,
  HASH,
  LF,
  NINE,
  PLUS,
  QUOTE,
  SPACE,
  spacesFrom,
  toContent,
  ZERO,
} from './yaml-cursor.ts';

/** A plain scalar outside of brackets: it goes on with every line that is indented further than its block. */
export function readPlainLines(cursor: Cursor): unknown {
  const { text, at: start } = cursor;
  if (!beginsPlain(text, start)) return giveUp(cursor);
  scanPlain(cursor, false);
  let words = '';
  for (let line = start; ; ) {
    const next = cursor.at + 1;
    const spaces = spacesFrom(text, next);
    const goesOn = text.charCodeAt(next - 1) === LF && spaces > cursor.column && isText(text.charCodeAt(next + spaces));
    if (!goesOn)
      return line === start ? resolve(text.slice(start, cursor.at), cursor) : words + text.slice(line, cursor.at);
    words += `${text.slice(line, cursor.at)} `;
    line = next + spaces;
    cursor.at = line;
    scanPlain(cursor, false);
  }
}

/** Whether a line that begins so goes on with the text above; what might be more than text is not surely so. */
function isText(code: number): boolean {
  return code !== LF && code !== HASH && !Number.isNaN(code);
}

/** A plain scalar in brackets: it also ends at a comma or a closing bracket. */
export function readPlainInFlow(cursor: Cursor): unknown {
  const { text, at: start } = cursor;
  if (!beginsPlain(text, start)) return giveUp(cursor);
  scanPlain(cursor, true);
  return resolve(text.slice(start, cursor.at), cursor);
}

/** Goes to the end of a plain scalar on its line. */
function scanPlain(cursor: Cursor, isInFlow: boolean): undefined {
  const { text, at: start } = cursor;
  let end = start;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) break;
    if (code === SPACE) continue;
    if (code === COLON && endsKey(text.charCodeAt(at + 1), isInFlow)) return giveUp(cursor);
    if (code === HASH && end < at) break;
    if (isInFlow && (code === COMMA || code === BRACKET + 2 || code === BRACE + 2)) break;
    if (isInFlow && (code === BRACKET || code === BRACE)) return giveUp(cursor);
    end = at + 1;
  }
  cursor.at = end;
}

/** A colon before white space or the end of the text makes a key of what stands before it; in brackets before more. */
function endsKey(next: number, isInFlow: boolean): boolean {
  return next === SPACE || next === LF || Number.isNaN(next) || (isInFlow && FLOW_INDICATORS.has(next));
}

function beginsPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === DASH) {
    const next = text.charCodeAt(at + 1);
    return (next >= ZERO && next <= NINE) || next === DOT;
  }
  return !INDICATORS.includes(text.charAt(at));
}

const FLOW_INDICATORS = new Set([...',[]{}'].map((character) => character.charCodeAt(0)));
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';
const NUMBER = /^[-+]?(?:\d{1,15}|(?:\.\d+|\d+\.\d*)(?:e[-+]?\d+)?|\d+e[-+]?\d+)$/i;
/** What is or may be a number in a rarer way of writing. */
const RARE = /^(?:[-+]?\d+|[-+]?0[ox][\da-f]+|[-+]?\.(?:inf|nan))$/i;
const NAMED = new Map<string, unknown>([
  ...['~', 'null', 'Null', 'NULL'].map((name) => [name, null] as const),
  ...['true', 'True', 'TRUE'].map((name) => [name, true] as const),
  ...['false', 'False', 'FALSE'].map((name) => [name, false] as const),
]);

/** What a plain scalar means (YAML 1.2 core schema). */
function resolve(word: string, cursor: Cursor): unknown {
  const first = word.charCodeAt(0);
  if ((first >= ZERO && first <= NINE) || first === DASH || first === PLUS || first === DOT) {
    if (NUMBER.test(word)) return Number(word);
    return RARE.test(word) ? giveUp(cursor) : word;
  }
  if (word.length > 5) return word;
  const named = NAMED.get(word);
  return named === undefined ? word : named;
}

/** A quoted scalar; its further lines are indented further than its block, and none is blank. */
export function readQuoted(cursor: Cursor, quote: number): unknown {
  const { text, at: start } = cursor;
  let isEscaped = false;
  let isFolded = false;
  let at = start + 1;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (at >= text.length) return giveUp(cursor);
    if (code === LF) {
      const spaces = spacesFrom(text, at + 1);
      if (spaces <= cursor.column || text.charCodeAt(at + 1 + spaces) === LF) return giveUp(cursor);
      isFolded = true;
      at += spaces;
      continue;
    }
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== QUOTE) break;
      isEscaped = true;
      at++;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      isEscaped = true;
      at++;
    }
  }
  cursor.at = at + 1;
  const raw = text.slice(start + 1, at);
  const inner = isFolded ? raw.replace(/ *\n */g, ' ') : raw;
  if (!isEscaped) return inner;
  return quote === QUOTE ? inner.replaceAll("''", "'") : unescaped(`"${inner}"`, cursor);
}

/** The escapes that JSON has too mean the same there. */
function unescaped(quoted: string, cursor: Cursor): unknown {
  try {
    return JSON.parse(quoted) as unknown;
  } catch {
    return giveUp(cursor);
  }
}

/** `|`, `|-`, `>` or `>-` with lines of one indentation; in a folded one, none indented further. */
export function readBlockScalar(cursor: Cursor, column: number): unknown {
  const { text, at: start } = cursor;
  const isFolded = text.charCodeAt(start) === GREATER;
  const isStripped = text.charCodeAt(start + 1) === DASH;
  let at = start + (isStripped ? 2 : 1);
  if (text.charCodeAt(at) !== LF) return giveUp(cursor);
  at++;
  const indent = spacesFrom(text, at);
  if (indent <= column || text.charCodeAt(at + indent) === LF) return giveUp(cursor);
  let value = '';
  let blanks = 0;
  let to = start;
  while (at < text.length) {
    const spaces = spacesFrom(text, at);
    const end = endOfLine(text, at);
    if (at + spaces === end) {
      if (spaces > indent) return giveUp(cursor);
      blanks++;
    } else if (spaces < indent) break;
    else {
      if (isFolded && (spaces > indent || text.charCodeAt(end - 1) === SPACE)) return giveUp(cursor);
      if (value !== '') value += isFolded ? (blanks === 0 ? ' ' : '\n'.repeat(blanks)) : '\n'.repeat(blanks + 1);
      value += text.slice(at + indent, end);
      blanks = 0;
      to = end;
    }
    at = end + 1;
  }
  // Without a line end at the last line, or with white space there, the readers may differ.
  if (to >= text.length || text.charCodeAt(to - 1) === SPACE) return giveUp(cursor);
  cursor.from = start;
  cursor.to = to;
  toContent(cursor, at);
  return isStripped ? value : `${value}\n`;
}
