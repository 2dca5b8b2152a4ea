import { endSegment, type HtmlPiece, type HtmlState, newSegment } from './html-state.ts';
import { appendToCell, endRow, readTableTag } from './html-tables.ts';
import { type HtmlToken, tokenizeHtml } from './html-tokens.ts';
import type { TextLine } from './model.ts';

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

function takePieces(state: HtmlState): HtmlPiece[] {
  endSegment(state, newSegment('text', 0));
  state.boldDepth = 0;
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
  segment.text += value;
  if (state.boldDepth > 0 && segment.isLeading) segment.bold += value;
  else if (!isBlank) segment.isLeading = false;
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
  else if (state.segment.line > 0 || !isOpen) endSegment(state, newSegment('text', 0));
}
