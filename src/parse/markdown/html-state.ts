import { readInline } from './inline.ts';
import type { Inline } from './model.ts';

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
export interface Segment {
  kind: 'text' | 'item' | 'heading';
  depth: number;
  text: string;
  /** Bold text it starts with, and whether there was nothing else so far. */
  bold: string;
  isLeading: boolean;
  line: number;
  endLine: number;
}

export interface Row {
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

export function newSegment(kind: Segment['kind'], depth: number): Segment {
  return { kind, depth, text: '', bold: '', isLeading: true, line: 0, endLine: 0 };
}

/** Ends the open segment: it becomes a block if it has text. */
export function endSegment(state: HtmlState, next: Segment): void {
  const { segment } = state;
  state.segment = next;
  const { text, lead } = readText(segment.text);
  if (text === '') return;
  const { line, endLine, depth, kind } = segment;
  if (kind === 'heading') state.pieces.push({ kind, depth, text, line, endLine });
  else {
    const ordered = kind === 'item' && state.lists.at(-1) === 'ol';
    const bold = readText(segment.bold).text.replace(/ ?:$/, '');
    state.pieces.push({ kind, depth, ordered, text, lead: bold === '' ? lead : bold, line, endLine });
  }
}

const NO_LABELS: ReadonlySet<string> = new Set();

/** Text in HTML; whoever writes HTML into Markdown also writes Markdown into HTML, where it is not meant to work. */
export function readText(written: string): Inline {
  return readInline(written, NO_LABELS);
}
