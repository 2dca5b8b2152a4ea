import type { TextLine } from './model.ts';

/** A key and a value as written, with their places. */
export interface Pair {
  readonly key: string;
  readonly keyPlace: LinePlace;
  readonly value: string;
  readonly valuePlace: LinePlace;
}

export interface LinePlace {
  readonly line: number;
  readonly column: number;
}

/** A key in a line: offsets of its markup, its text, and of what follows it. */
interface Mark {
  readonly key: string;
  readonly at: number;
  readonly keyAt: number;
  readonly end: number;
  /** Where the value ends at the latest. */
  readonly limit: number;
}

const STARS = /\*\*([^*]{1,80})\*\*([ \t]{0,3}:)?/g;
const UNDERSCORES = /__([^_]{1,80})__([ \t]{0,3}:)?/g;
const BREAK_END = /(?: {2}|\\|<br ?\/?>[ \t]*)$/i;

/**
 * Pairs with a bold key (`**Key:** value`, `**Key**: value`), several to a line if parted by a pipe, a dot, a break or two
 * spaces. A value goes on over the lines of its paragraph up to a line break or the next key.
 */
export function findBoldPairs(lines: readonly TextLine[]): Pair[] {
  const pairs: Pair[] = [];
  let open: { pair: Pair; values: string[] } | undefined;
  const close = (): void => {
    if (open !== undefined) pairs.push({ ...open.pair, value: open.values.join(' ') });
    open = undefined;
  };
  for (const line of lines) {
    const marks = findMarks(line.text);
    if (marks.length > 0) {
      close();
      const found = pairsOf(line, marks);
      const last = found.pop();
      for (const pair of found) pairs.push(pair);
      if (last !== undefined) open = { pair: last, values: last.value === '' ? [] : [last.value] };
    } else if (open !== undefined) {
      const value = trimSeparators(line.text);
      if (open.values.length === 0) open.pair = { ...open.pair, valuePlace: { line: line.line, column: line.column } };
      open.values.push(value);
    }
    if (BREAK_END.test(line.text.slice(-8))) close();
  }
  close();
  return pairs;
}

function findMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const pattern of [STARS, UNDERSCORES]) {
    if (!text.includes(pattern === STARS ? '**' : '__')) continue;
    for (const match of text.matchAll(pattern)) {
      const key = match[1] ?? '';
      const isKey = match[2] !== undefined || key.trimEnd().endsWith(':');
      if (isKey && startsSegment(text, match.index))
        marks.push(toMark(match.index, { key, markup: 2, length: match[0].length, limit: text.length }));
    }
  }
  return marks.length > 0 ? marks.sort((a, b) => a.at - b.at) : findWholeLine(text);
}

function toMark(at: number, found: { key: string; markup: number; length: number; limit: number }): Mark {
  const { key, markup, length, limit } = found;
  return { key: key.replace(/:?[ \t]{0,9}$/, ''), at, keyAt: at + markup, end: at + length, limit };
}

/** A key stands at the start of the line, after a mark or emoji there, or after something that parts pairs. */
function startsSegment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  const head = before.trimEnd();
  if (head === '' || before.length - head.length > 1 || /(?:[|·•;\\]|<br ?\/?>)$/i.test(head)) return true;
  return at < 8 && !/[\p{L}\p{N}]/u.test(head);
}

const WHOLE_BOLD = /^(\*\*|__)([^*_:]{1,60}):[ \t]/;
const WHOLE_ITALIC = /^([*_])([^*_:\s][^*_:]{0,59}):(?:\1|[ \t])/;

/** The key of a line that is emphasised as a whole (`**Version: 2**`, `_Last review: …_`) or has an italic key. */
function findWholeLine(text: string): Mark[] {
  const match = WHOLE_BOLD.exec(text) ?? WHOLE_ITALIC.exec(text);
  const [head, markup, key] = match ?? [];
  if (head === undefined || markup === undefined || key === undefined) return [];
  const isItalicKey = head.endsWith(markup) && markup.length === 1;
  const end = text.trimEnd().length;
  if (!isItalicKey && !text.endsWith(markup, end)) return [];
  return [
    toMark(0, { key, markup: markup.length, length: head.length, limit: isItalicKey ? end : end - markup.length }),
  ];
}

function pairsOf(line: TextLine, marks: readonly Mark[]): Pair[] {
  return marks.map((mark, index) => {
    const raw = line.text.slice(mark.end, marks[index + 1]?.at ?? mark.limit);
    const value = trimSeparators(raw);
    const place = (offset: number): LinePlace => ({ line: line.line, column: line.column + offset });
    return { key: mark.key, keyPlace: place(mark.keyAt), value, valuePlace: place(mark.end + raw.indexOf(value)) };
  });
}

const SEPARATOR_END = /(?:[|·•;\\]|<br ?\/?>)$/i;

/** A value without the white space, breaks, pipes and dots around it. */
function trimSeparators(raw: string): string {
  let value = raw.trim();
  for (let end = SEPARATOR_END.exec(value.slice(-6)); end !== null; end = SEPARATOR_END.exec(value.slice(-6))) {
    value = value.slice(0, -end[0].length).trimEnd();
  }
  return value;
}

const PLAIN_KEY = /^([\p{L}][\p{L}\p{N} ()/&'’.#_-]{0,50}?)[ \t]{0,3}:(?=[ \t]|$)/u;
const BLANK_TO_FILL = /^((?:approved|authori[sz]ed|signed|reviewed|prepared) by)(?=[ \t]{2})/i;
const SEPARATOR = /<br ?\/?>|[|·•]| {2,}/gi;
const MOST_WORDS = 6;

/** Pairs of a line without markup (`Key: value`); none unless the line starts with one. Underscores to write on are blank. */
export function findPlainPairs(line: TextLine): Pair[] {
  if (!/[:_]/.test(line.text)) return [];
  const text = line.text.replace(/_{2,}/g, (blank) => ' '.repeat(blank.length));
  const marks: Mark[] = [];
  for (const start of segmentStarts(text)) {
    const segment = text.slice(start, start + 80);
    const match = PLAIN_KEY.exec(segment) ?? BLANK_TO_FILL.exec(segment);
    const key = match?.[1];
    if (match === null || key === undefined || key.split(' ').length > MOST_WORDS) {
      if (marks.length === 0) return [];
      continue;
    }
    marks.push(toMark(start, { key, markup: 0, length: match[0].length, limit: text.length }));
  }
  return pairsOf({ ...line, text }, marks);
}

function segmentStarts(text: string): number[] {
  const starts = [text.length - text.trimStart().length];
  for (const match of text.matchAll(SEPARATOR)) {
    let start = match.index + match[0].length;
    while (text.charAt(start) === ' ') start++;
    if (start < text.length) starts.push(start);
  }
  return starts;
}
