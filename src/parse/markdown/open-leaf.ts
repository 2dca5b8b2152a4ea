import { type Cursor, indentOf, isBlank, restOf, skipColumns, trimmedRest } from './cursor.ts';
import { endsHtml, htmlCondition } from './html-flow.ts';
import { closesFence, type Fence, isThematicBreak, readAtx, readFence } from './leaves.ts';
import type { Heading, Leaf, TextLine } from './model.ts';

/** A line of a paragraph; `mayHead` says that it could be the header row of a table. */
export interface ParagraphLine extends TextLine {
  readonly mayHead: boolean;
}

export type OpenLeaf =
  | { readonly kind: 'paragraph'; readonly lines: ParagraphLine[] }
  | { readonly kind: 'fence'; readonly fence: Fence; readonly code: OpenCode }
  | { readonly kind: 'indented'; readonly code: OpenCode }
  | { readonly kind: 'html'; readonly condition: number; readonly lines: TextLine[] }
  | { readonly kind: 'table'; readonly header: TextLine; readonly rows: TextLine[] };

interface OpenCode {
  readonly line: number;
  readonly lines: string[];
  endLine: number;
}

/** `taken`: the line is part of the leaf. `last`: and ends it. `over`: the leaf ended before it. `open`: others decide. */
export type Progress = 'taken' | 'last' | 'over' | 'open';

export function continueLeaf(leaf: OpenLeaf, cursor: Cursor): Progress {
  switch (leaf.kind) {
    case 'fence':
      return continueFence(leaf.fence, leaf.code, cursor);
    case 'indented':
      return continueIndented(leaf.code, cursor);
    case 'html':
      return continueHtml(leaf, cursor);
    case 'table':
      return isBlank(cursor) || indentOf(cursor) > 3 ? 'over' : 'open';
    case 'paragraph':
      return isBlank(cursor) ? 'over' : 'open';
  }
}

function continueFence(fence: Fence, code: OpenCode, cursor: Cursor): Progress {
  code.endLine = cursor.line;
  if (indentOf(cursor) < 4 && closesFence(fence, trimmedRest(cursor))) return 'last';
  skipColumns(cursor, fence.indent);
  code.lines.push(restOf(cursor));
  return 'taken';
}

function continueIndented(code: OpenCode, cursor: Cursor): Progress {
  if (isBlank(cursor)) {
    skipColumns(cursor, 4);
    code.lines.push(restOf(cursor));
    return 'taken';
  }
  if (indentOf(cursor) < 4) return 'over';
  skipColumns(cursor, 4);
  code.lines.push(restOf(cursor));
  code.endLine = cursor.line;
  return 'taken';
}

function continueHtml(leaf: Extract<OpenLeaf, { kind: 'html' }>, cursor: Cursor): Progress {
  if (leaf.condition > 5 && isBlank(cursor)) return 'over';
  const line = textLine(cursor);
  leaf.lines.push(line);
  return endsHtml(leaf.condition, line.text) ? 'last' : 'taken';
}

/** What starts here, if it is a leaf other than a paragraph. `last`: it is complete with this line. */
export function startLeaf(cursor: Cursor, inParagraph: boolean): OpenLeaf | Heading | 'break' | undefined {
  const indent = indentOf(cursor);
  const { line } = cursor;
  if (indent > 3) return startIndented(cursor);
  const text = trimmedRest(cursor);
  const atx = readAtx(text);
  if (atx !== undefined) {
    const lines = [{ text: atx.text, line, column: cursor.nextOffset + atx.at + 1 }];
    return { kind: 'heading', depth: atx.depth, lines, endLine: line };
  }
  const fence = readFence(text, indent);
  if (fence !== undefined) return { kind: 'fence', fence, code: { line, lines: [], endLine: line } };
  const condition = htmlCondition(text);
  if (condition > 0 && !(condition === 7 && inParagraph)) {
    return { kind: 'html', condition, lines: [textLine(cursor)] };
  }
  return isThematicBreak(text) ? 'break' : undefined;
}

function startIndented(cursor: Cursor): OpenLeaf {
  skipColumns(cursor, 4);
  return { kind: 'indented', code: { line: cursor.line, lines: [restOf(cursor)], endLine: cursor.line } };
}

/** The rest of the line without the white space before it. */
export function textLine(cursor: Cursor): TextLine {
  return { text: trimmedRest(cursor), line: cursor.line, column: cursor.nextOffset + 1 };
}

export function paragraphLine(cursor: Cursor, isLazy: boolean): ParagraphLine {
  const mayHead = !isLazy && indentOf(cursor) < 4;
  return { text: trimmedRest(cursor), line: cursor.line, column: cursor.nextOffset + 1, mayHead };
}

/** The finished leaf, undefined where nothing is left of it. */
export function finishLeaf(leaf: OpenLeaf): Leaf | undefined {
  switch (leaf.kind) {
    case 'fence':
      return { kind: 'code', language: leaf.fence.language, ...leaf.code };
    case 'indented':
      return { kind: 'code', language: '', ...leaf.code, lines: withoutBlankEnd(leaf.code) };
    case 'paragraph':
      return leaf.lines.length > 0 ? leaf : undefined;
    default:
      return leaf;
  }
}

function withoutBlankEnd(code: OpenCode): string[] {
  return code.lines.slice(0, code.endLine - code.line + 1);
}
