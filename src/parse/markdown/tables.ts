const DELIMITER_CELL = /^[ \t]*:?-+:?[ \t]*$/;

/** Whether `line` is the delimiter row of a table with this header (GFM §4.10): as many cells, and a pipe or colon in it. */
export function isDelimiterRow(line: string, header: string): boolean {
  const first = line.charAt(0);
  if (first !== '|' && first !== '-' && first !== ':') return false;
  if (!line.includes('|') && !line.includes(':')) return false;
  if (header.trim() === '|') return false;
  const delimiters = splitCells(line);
  return delimiters.every(({ text }) => DELIMITER_CELL.test(text)) && delimiters.length === splitCells(header).length;
}

export interface Cell {
  /** Source of the cell, with escaped pipes as pipes. */
  readonly text: string;
  /** Offset of its text in the row. */
  readonly at: number;
}

/** Cells of a row: pipes part them, also in code, unless escaped; the outer pipes are optional. */
export function splitCells(row: string): Cell[] {
  const cells: Cell[] = [];
  const end = row.trimEnd().length;
  let start = 0;
  let at = 0;
  while (start < end && (row.charAt(start) === ' ' || row.charAt(start) === '\t')) start++;
  if (row.charAt(start) === '|') start++;
  for (at = start; at < end; at++) {
    const code = row.charCodeAt(at);
    if (code === 92 && (row.charAt(at + 1) === '|' || row.charAt(at + 1) === '\\')) at++;
    else if (code === 124) {
      cells.push(cell(row, start, at));
      start = at + 1;
    }
  }
  if (start < end) cells.push(cell(row, start, end));
  return cells;
}

function cell(row: string, start: number, end: number): Cell {
  const source = row.slice(start, end);
  const text = source.trim();
  const at = start + source.length - source.trimStart().length;
  return { text: text.includes('\\|') ? text.replaceAll('\\|', '|') : text, at };
}
