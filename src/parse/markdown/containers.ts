import {
  type Cursor,
  indentOf,
  isBlank,
  nextCharacter,
  skipCharacters,
  skipColumns,
  skipSpace,
  trimmedRest,
} from './cursor.ts';
import { isThematicBreak } from './leaves.ts';
import type { Container } from './model.ts';

/** What decides whether a marker opens a container here. */
export interface Surroundings {
  /** A paragraph is open on the same level: the marker would interrupt it. */
  readonly inParagraph: boolean;
  /** The document numbers its paragraphs with letters ("a. …"). */
  readonly lettered: boolean;
}

/** Whether the line belongs to an open container; if so, moves past what the container takes of it. */
export function continueContainer(container: Container, cursor: Cursor): boolean {
  if (container.kind === 'quote') return takeQuoteMarker(cursor);
  if (isBlank(cursor)) {
    if (container.kind === 'item' && container.empty) return false;
    skipSpace(cursor);
    return true;
  }
  if (indentOf(cursor) < container.indent) return false;
  skipColumns(cursor, container.indent);
  return true;
}

/** Opens the container whose marker stands here (indented less than four columns), and moves past the marker. */
export function openContainer(cursor: Cursor, around: Surroundings): Container | undefined {
  const { line } = cursor;
  if (takeQuoteMarker(cursor)) return newContainer('quote', 0, line);
  return openFootnote(cursor) ?? openItem(cursor, around);
}

function takeQuoteMarker(cursor: Cursor): boolean {
  if (indentOf(cursor) > 3 || nextCharacter(cursor) !== '>') return false;
  skipSpace(cursor);
  skipCharacters(cursor, 1);
  skipColumns(cursor, 1);
  return true;
}

const FOOTNOTE = /^\[\^[^\s[\]]{1,999}\]:/;

function openFootnote(cursor: Cursor): Container | undefined {
  if (nextCharacter(cursor) !== '[') return undefined;
  const marker = FOOTNOTE.exec(cursor.text.slice(cursor.nextOffset, cursor.nextOffset + 1004))?.[0];
  if (marker === undefined) return undefined;
  const { line } = cursor;
  skipSpace(cursor);
  skipCharacters(cursor, marker.length);
  skipSpace(cursor);
  return { ...newContainer('footnote', 4, line), label: marker.slice(2, -2) };
}

const MARKER = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/;
const LETTER = /^(?:\([a-z]\)|[a-z][.)]|[ivx]{2,5}[.)])(?=[ \t])/;

function openItem(cursor: Cursor, around: Surroundings): Container | undefined {
  const head = cursor.text.slice(cursor.nextOffset, cursor.nextOffset + 12);
  const letter = around.lettered && !around.inParagraph ? LETTER.exec(head)?.[0] : undefined;
  const marker = MARKER.exec(head)?.[0] ?? letter;
  if (marker === undefined || isThematicBreak(trimmedRest(cursor))) return undefined;
  const ordered = marker.length > 1;
  if (around.inParagraph && !interrupts(cursor, marker)) return undefined;
  const { line } = cursor;
  const outer = indentOf(cursor);
  skipSpace(cursor);
  skipCharacters(cursor, marker.length);
  const empty = isBlank(cursor);
  const space = indentOf(cursor);
  const padding = empty || space > 4 ? 1 : space;
  skipColumns(cursor, padding);
  return { ...newContainer('item', outer + marker.length + padding, line), ordered, empty };
}

/** Only an item with text, numbered 1 if it is numbered, ends a paragraph (CommonMark §5.2). */
function interrupts(cursor: Cursor, marker: string): boolean {
  if (marker.length > 1 && Number.parseInt(marker, 10) !== 1) return false;
  return (
    trimmedRest(cursor).length > marker.length && cursor.text.slice(cursor.nextOffset + marker.length).trim() !== ''
  );
}

const ADMONITION = /^(?:!!!|\?\?\?\+?)[ \t]*[\w-]{1,40}(?:[ \t]+[\w-]{1,40}){0,4}[ \t]*(?:"([^"]{0,300})")?[ \t]*$/;
const TAB = /^===[!+]?[ \t]+"([^"]{1,300})"[ \t]*$/;

/** An admonition or tab of MkDocs (`!!! note "Title"`, `??? tip`, `=== "Tab"`) and its title; its content is indented by four. */
export function openAdmonition(cursor: Cursor): { container: Container; title: string } | undefined {
  const first = nextCharacter(cursor);
  if (first !== '!' && first !== '?' && first !== '=') return undefined;
  const text = cursor.text.slice(cursor.nextOffset, cursor.nextOffset + 600);
  const match = (first === '=' ? TAB : ADMONITION).exec(text);
  if (match === null) return undefined;
  return { container: newContainer('admonition', indentOf(cursor) + 4, cursor.line), title: match[1] ?? '' };
}

function newContainer(kind: Container['kind'], indent: number, line: number): Container {
  return { kind, indent, line, ordered: false, empty: false, label: '' };
}
