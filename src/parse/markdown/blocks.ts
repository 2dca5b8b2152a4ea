import type { Block } from '../../types.ts';
import { decodeReferences } from './character-references.ts';
import { closeHtmlRow, readHtmlBlock } from './html-blocks.ts';
import { type HtmlPiece, newHtmlState } from './html-state.ts';
import { addToCell } from './html-tables.ts';
import { readInline } from './inline.ts';
import type { Container, Event, Leaf, TextLine } from './model.ts';
import { addBlock, addHeading } from './outline.ts';
import { addParagraph } from './paragraphs.ts';
import { splitCells } from './tables.ts';
import { foldText } from './text.ts';
import { addItem, leadOf, type Walk } from './walk.ts';

/** Blocks of a document from its structure. */
export function buildBlocks(events: readonly Event[], labels: ReadonlySet<string>): Block[] {
  const walk: Walk = {
    blocks: [],
    open: [],
    labels,
    html: newHtmlState(),
    lastTableEnd: findLastTableEnd(events),
    containers: [],
    item: undefined,
  };
  for (const event of events) {
    if (event.kind === 'open') enter(walk, event.container);
    else if (event.kind === 'close') leave(walk, event.container);
    else addLeaf(walk, event);
  }
  addPieces(walk, closeHtmlRow(walk.html));
  return walk.blocks;
}

function findLastTableEnd(events: readonly Event[]): number {
  const closes = (line: TextLine): boolean => /<\/table/i.test(line.text);
  const last = events.findLast((event) => event.kind === 'html' && event.lines.some(closes));
  return last?.kind === 'html' ? (last.lines.findLast(closes)?.line ?? 0) : 0;
}

function enter(walk: Walk, container: Container): void {
  walk.item = container.kind === 'item' ? container : undefined;
  walk.containers.push({ container, open: walk.open });
}

function leave(walk: Walk, container: Container): void {
  if (walk.item === container) {
    closeRow(walk);
    addItem(walk, { text: '', lead: '' }, container.line);
  }
  walk.item = undefined;
  const entered = walk.containers.pop();
  if (container.kind !== 'item' && entered !== undefined) walk.open = entered.open;
}

function addLeaf(walk: Walk, leaf: Leaf): void {
  if (leaf.kind === 'html') {
    addPieces(walk, readHtmlBlock(walk.html, leaf.lines));
    const isOpenForGood = walk.html.row !== undefined && (leaf.lines.at(-1)?.line ?? 0) >= walk.lastTableEnd;
    if (isOpenForGood) addPieces(walk, closeHtmlRow(walk.html));
    walk.item = undefined;
    return;
  }
  if (leaf.kind === 'paragraph' && walk.html.inCell) {
    walk.item = undefined;
    addToCell(walk.html, readText(walk, leaf.lines), leaf.lines.at(-1)?.line ?? 0);
    return;
  }
  closeRow(walk);
  if (leaf.kind === 'paragraph') {
    addParagraph(walk, leaf.lines);
    return;
  }
  walk.item = undefined;
  addOther(walk, leaf);
}

/** Ends the row of an HTML table that is still open: what follows stands in none of its cells. */
function closeRow(walk: Walk): void {
  if (walk.html.row !== undefined) addPieces(walk, closeHtmlRow(walk.html));
}

function readText(walk: Walk, lines: readonly TextLine[]): string {
  return readInline(lines.map((line) => line.text).join('\n'), walk.labels).text;
}

function addOther(walk: Walk, leaf: Exclude<Leaf, { kind: 'html' | 'paragraph' }>): void {
  switch (leaf.kind) {
    case 'heading': {
      const text = readText(walk, leaf.lines);
      addHeading(walk, { text, line: leaf.lines[0]?.line ?? leaf.endLine, endLine: leaf.endLine, depth: leaf.depth });
      return;
    }
    case 'code': {
      const { line, endLine } = leaf;
      const language = decodeReferences(leaf.language);
      addBlock(walk, {
        type: 'code',
        text: leaf.lines.join('\n'),
        line,
        endLine,
        depth: 0,
        ...(language !== '' && { language }),
      });
      return;
    }
    case 'table':
      addTable(walk, leaf.header, leaf.rows);
      return;
    case 'title': {
      const text = foldText(leaf.text);
      addBlock(walk, { type: 'paragraph', text, line: leaf.line, endLine: leaf.line, depth: 0, lead: text });
    }
  }
}

function addTable(walk: Walk, headerLine: TextLine, rows: readonly TextLine[]): void {
  const read = (line: TextLine): string[] =>
    splitCells(line.text).map((cell) => readInline(cell.text, walk.labels).text);
  const header = read(headerLine);
  for (const row of rows) {
    const cells = read(row);
    addBlock(walk, {
      type: 'row',
      text: cells.join(' | '),
      line: row.line,
      endLine: row.line,
      depth: 0,
      cells,
      header,
      table: headerLine.line,
    });
  }
}

function addPieces(walk: Walk, pieces: readonly HtmlPiece[]): void {
  for (const piece of pieces) {
    const { line, endLine } = piece;
    if (piece.kind === 'heading')
      addHeading(walk, { text: piece.text, line, endLine, depth: piece.depth, style: 'html' });
    else if (piece.kind === 'row') {
      const { cells, header, table } = piece;
      addBlock(walk, {
        type: 'row',
        text: cells.join(' | '),
        line,
        endLine,
        depth: 0,
        cells,
        table,
        ...(header && { header }),
      });
    } else {
      const { text, depth, ordered } = piece;
      const item = piece.kind === 'item' ? ({ type: 'item', ordered } as const) : ({ type: 'html' } as const);
      addBlock(walk, { ...item, text, line, endLine, depth, ...leadOf(piece) });
    }
  }
}
