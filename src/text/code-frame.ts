import { type Cell, toCells, wholeCharacter } from './display.ts';
import { isPlain } from './escape.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';

/** 1-based; columns in UTF-16 code units; the end is exclusive. */
export interface FrameRange {
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
}

export interface FrameOptions {
  /** Terminal columns a frame may take, gutter included. */
  readonly width?: number;
  /** Lines shown before and after the marked one. */
  readonly context?: number;
  readonly paint?: FramePaint;
}

/** Colours by part; each returns its text unchanged when colour is off. */
export interface FramePaint {
  readonly gutter: (text: string) => string;
  readonly marker: (text: string) => string;
}

const PLAIN: FramePaint = { gutter: (text) => text, marker: (text) => text };
const DEFAULT_WIDTH = 120;
const LEAST_WIDTH = 24;
/** Shown before the range when a long line is cut. */
const LEAD = 20;
/** Longest stretch of a line that is looked at: lines of many megabytes exist. */
const WINDOW = 2000;

/**
 * The marked line with its neighbours, line numbers and `^^^` under the range, or '' when the source has no such line.
 * A range over several lines is marked on its first. `source` may be the text or an index made from it.
 */
export function codeFrame(source: string | LineIndex, range: FrameRange, options: FrameOptions = {}): string {
  const index = typeof source === 'string' ? indexSource(source) : source;
  if (range.line < 1 || range.line > index.lineCount) return '';

  const { context = 1, paint = PLAIN } = options;
  const first = Math.max(1, range.line - context);
  const last = Math.min(lastWrittenLine(index), range.line + context);
  const digits = String(Math.max(last, range.line)).length;
  const room = Math.max(options.width ?? DEFAULT_WIDTH, LEAST_WIDTH) - digits - 3;
  const gutter = (label: string): string => paint.gutter(`${label.padStart(digits)} │`);

  const rows: string[] = [];
  for (let line = first; line <= Math.max(last, range.line); line++) {
    const marked = line === range.line;
    const view = viewLine(index.text(line), marked ? range : undefined, room);
    rows.push(`${gutter(String(line))} ${view.text}`.trimEnd());
    if (marked) rows.push(`${gutter('')} ${' '.repeat(view.indent)}${paint.marker('^'.repeat(view.length))}`);
  }
  return rows.join('\n');
}

/** Lines of a source file for frames. Positions in findings never count a byte order mark. */
export function indexSource(source: string): LineIndex {
  return createLineIndex(source.startsWith('\ufeff') ? source.slice(1) : source);
}

interface View {
  readonly text: string;
  /** Columns before the marker, and its length. */
  readonly indent: number;
  readonly length: number;
}

function viewLine(line: string, range: FrameRange | undefined, room: number): View {
  const start = range ? Math.min(range.column - 1, line.length) : 0;
  const end = range && range.end_line === range.line ? range.end_column - 1 : line.trimEnd().length;
  if (line.length <= room && isPlain(line)) {
    return { text: line, indent: start, length: Math.max(1, Math.min(end, line.length) - start) };
  }
  // Whole characters only: a window that starts inside a pair would show half of it.
  const from = wholeCharacter(line, Math.max(0, start - WINDOW / 2));
  const cells = toCells(line.slice(from, wholeCharacter(line, from + WINDOW)));
  const firstMarked = cells.findIndex((cell) => cell.end + from > start);
  const window = cutAround(cells, firstMarked === -1 ? cells.length : firstMarked, room, from > 0);

  const before = window.cells.filter((cell) => cell.end + from <= start);
  const marked = window.cells.filter((cell) => cell.end + from > start && cell.start + from < end);
  return {
    text: `${window.head}${window.cells.map((cell) => cell.text).join('')}${window.tail}`,
    indent: window.head.length + columns(before),
    length: Math.max(1, columns(marked)),
  };
}

interface CutLine {
  readonly cells: readonly Cell[];
  readonly head: string;
  readonly tail: string;
}

/** Cells that fit into `room` columns, starting a little before the marked one when the whole line does not fit. */
function cutAround(cells: readonly Cell[], marked: number, room: number, cutBefore: boolean): CutLine {
  if (!cutBefore && columns(cells) <= room) return { cells, head: '', tail: '' };

  let first = marked;
  for (let lead = 0; first > 0 && lead < LEAD; first--) lead += cells[first - 1]?.width ?? 0;
  if (!cutBefore && columns(cells.slice(0, marked + 1)) <= room - LEAD) first = 0;
  const head = first > 0 || cutBefore ? '…' : '';
  let last = first;
  for (let used = head.length + 1; last < cells.length; last++) {
    used += cells[last]?.width ?? 0;
    if (used > room) break;
  }
  return { cells: cells.slice(first, last), head, tail: last < cells.length ? '…' : '' };
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** A text that ends with a line break has an empty last line that nobody wrote. */
function lastWrittenLine(index: LineIndex): number {
  return index.lineCount > 1 && index.text(index.lineCount) === '' ? index.lineCount - 1 : index.lineCount;
}
