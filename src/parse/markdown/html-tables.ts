import { endSegment, type HtmlState, newSegment, type Row, readText } from './html-state.ts';
import type { HtmlToken } from './html-tokens.ts';

/** Adds text of a Markdown block to the table cell it stands in. */
export function addToCell(state: HtmlState, text: string, endLine: number): void {
  if (state.row === undefined) return;
  appendToCell(state.row, ` ${text}`);
  state.row.endLine = endLine;
}

export function appendToCell(row: Row, text: string): void {
  const last = row.cells.length - 1;
  if (last >= 0) row.cells[last] = `${row.cells[last] ?? ''}${text}`;
}

/** Follows the tags of tables. Whether this was one. */
export function readTableTag(state: HtmlState, { kind, value: name, line }: HtmlToken): boolean {
  const isOpen = kind === 'open';
  if (state.row !== undefined) state.row.endLine = Math.max(state.row.endLine, line);
  if (name === 'table') {
    endSegment(state, newSegment('text', 0));
    endRow(state);
    state.table = isOpen ? { line, header: undefined } : undefined;
  } else if (name === 'tr') {
    endRow(state);
    if (isOpen) state.row = { line, endLine: line, cells: [], isHeader: true };
  } else if ((name === 'td' || name === 'th') && state.row !== undefined) {
    state.inCell = isOpen;
    if (isOpen) state.row.cells.push('');
    if (isOpen && name === 'td') state.row.isHeader = false;
  } else return name === 'thead' || name === 'tbody' || name === 'tfoot';
  return true;
}

/** Ends the open row: the first one of header cells is the header of its table. */
export function endRow(state: HtmlState): void {
  const { row } = state;
  state.row = undefined;
  state.inCell = false;
  if (row === undefined || row.cells.length === 0) return;
  state.table ??= { line: row.line, header: undefined };
  const cells = row.cells.map((cell) => readText(cell).text);
  if (row.isHeader && state.table.header === undefined) state.table = { line: row.line, header: cells };
  else {
    const { header, line: table } = state.table;
    state.pieces.push({ kind: 'row', cells, header, table, line: row.line, endLine: row.endLine });
  }
}
