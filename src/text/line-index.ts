/** 1-based line and column; columns count UTF-16 code units, as editors and SARIF do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  readonly lineCount: number;
  /** Position of a 0-based offset; offsets outside the text are clamped to its ends. */
  position(offset: number): Position;
  /** 0-based offset of a position; the line is clamped to the text, the column to its line (line end included). */
  offset(position: Position): number;
  /** Text of a 1-based line without its line end; '' for a line that does not exist. */
  text(line: number): string;
}

/** Indexes `text` once, so that positions cost a binary search. Lines end with `\n`, `\r\n` or a lone `\r`. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  const endOf = (line: number): number => endWithoutBreak(text, startOf(line), startOf(line + 1));
  const clampLine = (line: number): number => Math.min(Math.max(line, 1), starts.length);

  return {
    lineCount: starts.length,
    position(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(starts, at);
      return { line, column: at - startOf(line) + 1 };
    },
    offset({ line, column }) {
      const known = clampLine(line);
      return Math.min(startOf(known) + Math.max(column, 1) - 1, endOf(known));
    },
    text(line) {
      return line < 1 || line > starts.length ? '' : text.slice(startOf(line), endOf(line));
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isBreak = code === LF || (code === CR && text.charCodeAt(at + 1) !== LF);
    if (isBreak) starts.push(at + 1);
  }
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function endWithoutBreak(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === LF) end--;
  if (end > start && text.charCodeAt(end - 1) === CR) end--;
  return end;
}

const LF = 10;
const CR = 13;
