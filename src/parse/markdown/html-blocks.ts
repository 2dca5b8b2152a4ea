import { type HtmlToken, tokenizeHtml } from './html-tokens.ts';
import type { TextLine } from './model.ts';
import { foldText } from './text.ts';

/** A block found in raw HTML. */
export type HtmlPiece =
  | {
      readonly kind: 'heading';
      readonly depth: number;
      readonly text: string;
      readonly line: number;
      readonly endLine: number;
    }
  | HtmlRow
  | {
      readonly kind: 'text' | 'item';
      /** Nesting of an item. */
      readonly depth: number;
      readonly ordered: boolean;
      readonly text: string;
      readonly lead: string;
      readonly line: number;
      readonly endLine: number;
    };

export interface HtmlRow {
  readonly kind: 'row';
  readonly cells: readonly string[];
  readonly header: readonly string[] | undefined;
  readonly table: number;
  readonly line: number;
  readonly endLine: number;
}

/** Text between two tags that end blocks. */
interface Segment {
  kind: 'text' | 'item' | 'heading';
  depth: number;
  text: string;
  bold: string;
  line: number;
  endLine: number;
}

interface Row {
  readonly line: number;
  endLine: number;
  readonly cells: string[];
  /** All cells so far are header cells. */
  isHeader: boolean;
}

/** What is open in the HTML of a document. A table may go on over several HTML blocks, with Markdown in its cells. */
export interface HtmlState {
  table: { readonly line: number; header: readonly string[] | undefined } | undefined;
  row: Row | undefined;
  inCell: boolean;
  readonly lists: string[];
  boldDepth: number;
  segment: Segment;
  pieces: HtmlPiece[];
}

export function newHtmlState(): HtmlState {
  return {
    table: undefined,
    row: undefined,
    inCell: false,
    lists: [],
    boldDepth: 0,
    segment: newSegment('text', 0),
    pieces: [],
  };
}

function newSegment(kind: Segment['kind'], depth: number): Segment {
  return { kind, depth, text: '', bold: '', line: 0, endLine: 0 };
}

/** Blocks of one HTML block. A table row that it leaves open comes when it closes. */
export function readHtmlBlock(state: HtmlState, lines: readonly TextLine[]): HtmlPiece[] {
  for (const token of tokenizeHtml(lines)) {
    if (token.kind === 'text') addText(state, token);
    else readTag(state, token);
  }
  return takePieces(state);
}

/** Ends what is open: the document, or what its author took for one table, is over. */
export function closeHtmlRow(state: HtmlState): HtmlPiece[] {
  endRow(state);
  state.table = undefined;
  return takePieces(state);
}

/** Adds text of a Markdown block to the table cell it stands in. */
export function addToCell(state: HtmlState, text: string, endLine: number): void {
  if (state.row === undefined) return;
  appendToCell(state.row, ` ${text}`);
  state.row.endLine = endLine;
}

function takePieces(state: HtmlState): HtmlPiece[] {
  endSegment(state, newSegment('text', 0));
  const { pieces } = state;
  state.pieces = [];
  return pieces;
}

function addText(state: HtmlState, { value, line }: HtmlToken): void {
  if (state.inCell && state.row !== undefined) {
    appendToCell(state.row, value);
    return;
  }
  if (state.table !== undefined && state.row !== undefined) return;
  const { segment } = state;
  const isBlank = value.trim() === '';
  if (segment.line === 0 && isBlank) return;
  if (segment.line === 0) segment.line = line;
  if (!isBlank) segment.endLine = line + value.trim().split('\n').length - 1;
  if (state.boldDepth > 0 && segment.text.trim() === segment.bold.trim()) segment.bold += value;
  segment.text += value;
}

function appendToCell(row: Row, text: string): void {
  const last = row.cells.length - 1;
  if (last >= 0) row.cells[last] = `${row.cells[last] ?? ''}${text}`;
}

const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i img ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

function readTag(state: HtmlState, token: HtmlToken): void {
  const { kind, value: name, line } = token;
  if (name === 'strong' || name === 'b') {
    state.boldDepth = Math.max(0, state.boldDepth + (kind === 'open' ? 1 : -1));
    return;
  }
  if (INLINE.has(name)) return;
  if (name === 'br') addText(state, { kind: 'text', value: ' ', line });
  else if (readTableTag(state, token)) return;
  else if (state.inCell) addText(state, { kind: 'text', value: ' ', line });
  else readFlowTag(state, token);
}

function readFlowTag(state: HtmlState, { kind, value: name }: HtmlToken): void {
  const isOpen = kind === 'open';
  if (name === 'ul' || name === 'ol') {
    endSegment(state, newSegment('text', 0));
    if (isOpen && state.lists.length < 32) state.lists.push(name);
    else if (!isOpen) state.lists.pop();
    return;
  }
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined && isOpen) endSegment(state, newSegment('heading', Number(level)));
  else if (name === 'li' && isOpen) endSegment(state, newSegment('item', Math.max(1, state.lists.length)));
  else if (state.segment.text.trim() !== '' || !isOpen) endSegment(state, newSegment('text', 0));
}

/** Ends the open segment: it becomes a block if it has text. */
function endSegment(state: HtmlState, next: Segment): void {
  const { segment } = state;
  state.segment = next;
  const text = foldText(segment.text);
  if (text === '') return;
  const { line, endLine, depth, kind } = segment;
  if (kind === 'heading') state.pieces.push({ kind, depth, text, line, endLine });
  else {
    const lead = foldText(segment.bold).replace(/ ?:$/, '');
    const ordered = kind === 'item' && state.lists.at(-1) === 'ol';
    state.pieces.push({ kind, depth, ordered, text, lead, line, endLine });
  }
}

/** Follows the tags of tables. Whether this was one. */
function readTableTag(state: HtmlState, { kind, value: name, line }: HtmlToken): boolean {
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
function endRow(state: HtmlState): void {
  const { row } = state;
  state.row = undefined;
  state.inCell = false;
  if (row === undefined || row.cells.length === 0) return;
  state.table ??= { line: row.line, header: undefined };
  const cells = row.cells.map(foldText);
  if (row.isHeader && state.table.header === undefined) state.table = { line: row.line, header: cells };
  else {
    const { header, line: table } = state.table;
    state.pieces.push({ kind: 'row', cells, header, table, line: row.line, endLine: row.endLine });
  }
}
