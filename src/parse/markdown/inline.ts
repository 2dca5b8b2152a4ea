import { type Bracket, closeBracket, openBracket } from './brackets.ts';
import { readReference } from './character-references.ts';
import { type Delimiter, type DelimiterStack, pairDelimiters, pushDelimiter, readDelimiter } from './emphasis.ts';
import { scanAngle } from './inline-html.ts';
import type { Inline } from './model.ts';
import { renderPieces } from './pieces.ts';
import { dropTemplateTags } from './template-tags.ts';
import { foldText } from './text.ts';

/** State of one pass over a source. */
export interface Reader {
  readonly source: string;
  readonly labels: ReadonlySet<string>;
  readonly pieces: (string | Delimiter)[];
  readonly stack: DelimiterStack;
  readonly brackets: Bracket[];
  /** Below this height of the stack of brackets none can open a link, for there are no links in links. */
  linkFloor: number;
  /** Starts of the runs of backticks by length, read when the first one is met. */
  runs: Map<number, number[]> | undefined;
  /** Where `-->` and the like were last looked for: the answer for all offsets before it. */
  readonly found: Map<string, number>;
  /** Characters that may still be spent on tags that turn out to be none. */
  budget: number;
}

const MARKUP = /[\\`*_[\]<&~]/;
const PLAIN = /[^\\`*_[\]<&~!]+/y;
const ESCAPED = /[!-/:-@[-`{-~]/;

/** Plain text of inline Markdown (CommonMark §6 with GFM): what a reader sees, without deleted text, HTML and links' targets. */
export function readInline(written: string, labels: ReadonlySet<string>): Inline {
  const source = dropTemplateTags(written);
  if (!MARKUP.test(source)) return { text: foldText(source), lead: '', isBold: false };
  const reader: Reader = {
    source,
    labels,
    pieces: [],
    stack: { last: undefined, spans: [] },
    brackets: [],
    linkFloor: 0,
    runs: undefined,
    found: new Map(),
    budget: 1000 + 4 * source.length,
  };
  for (let at = 0; at < source.length; ) at = readPiece(reader, at);
  pairDelimiters(reader.stack, undefined);
  return renderPieces(reader.pieces, reader.stack.spans);
}

/** Reads one piece at `at`; returns where the next one starts. */
function readPiece(reader: Reader, at: number): number {
  const { source, pieces } = reader;
  PLAIN.lastIndex = at;
  if (PLAIN.test(source)) {
    pieces.push(source.slice(at, PLAIN.lastIndex));
    return PLAIN.lastIndex;
  }
  switch (source.charAt(at)) {
    case '\\':
      return readEscape(reader, at);
    case '`':
      return readCode(reader, at);
    case '*':
    case '_':
    case '~':
      return readRun(reader, at);
    case '[':
      return openBracket(reader, at, false);
    case '!':
      return source.charAt(at + 1) === '[' ? openBracket(reader, at, true) : readLiteral(reader, at);
    case ']':
      return closeBracket(reader, at);
    case '<':
      return readAngle(reader, at);
    default:
      return readEntity(reader, at);
  }
}

function readLiteral({ source, pieces }: Reader, at: number): number {
  pieces.push(source.charAt(at));
  return at + 1;
}

function readEscape({ source, pieces }: Reader, at: number): number {
  const next = source.charAt(at + 1);
  const isEscape = next !== '' && ESCAPED.test(next);
  pieces.push(isEscape ? next : next === '\n' ? ' ' : '\\');
  return at + (isEscape || next === '\n' ? 2 : 1);
}

function readEntity({ source, pieces }: Reader, at: number): number {
  const reference = readReference(source, at);
  pieces.push(reference?.text ?? '&');
  return reference?.end ?? at + 1;
}

function readRun({ source, pieces, stack }: Reader, at: number): number {
  const delimiter = readDelimiter(source, at, pieces.length);
  pieces.push(delimiter);
  pushDelimiter(stack, delimiter);
  return at + delimiter.length;
}

function readAngle(reader: Reader, at: number): number {
  const angle = scanAngle(reader, at);
  if (angle === undefined) return readLiteral(reader, at);
  reader.pieces.push(angle.text);
  return angle.end;
}

function readCode(reader: Reader, at: number): number {
  const { source, pieces } = reader;
  let end = at;
  while (source.charAt(end) === '`') end++;
  const close = nextRun(reader, end - at, end);
  pieces.push(close < 0 ? source.slice(at, end) : source.slice(end, close));
  return close < 0 ? end : close + (end - at);
}

/** Start of the next run of backticks of this length from `from` on. Questions come in order, so runs passed are dropped. */
function nextRun(reader: Reader, length: number, from: number): number {
  if (reader.runs === undefined) {
    reader.runs = new Map();
    for (const match of reader.source.matchAll(/`+/g)) {
      const starts = reader.runs.get(match[0].length);
      if (starts === undefined) reader.runs.set(match[0].length, [match.index]);
      else starts.push(match.index);
    }
    for (const starts of reader.runs.values()) starts.reverse();
  }
  const starts = reader.runs.get(length) ?? [];
  while ((starts.at(-1) ?? from) < from) starts.pop();
  return starts.at(-1) ?? -1;
}
