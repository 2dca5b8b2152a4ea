import { continueContainer, openAdmonition, openContainer } from './containers.ts';
import { type Cursor, indentOf, isBlank, openCursor, skipCharacters, trimmedRest } from './cursor.ts';
import { endsHtml } from './html-flow.ts';
import { readSetext } from './leaves.ts';
import { type Container, type Event, MAX_NESTING } from './model.ts';
import { continueLeaf, paragraphLine, startLeaf, textLine } from './open-leaf.ts';
import { closeLeaf, closeTo, dropDefinitions, markFilled, type Scan } from './scan-state.ts';
import { isDelimiterRow } from './tables.ts';

export interface Structure {
  readonly events: readonly Event[];
  /** Labels of the link reference definitions and, with `^` before them, of the footnotes. */
  readonly labels: ReadonlySet<string>;
}

/** How one line stands to what is open. */
interface LineState {
  readonly cursor: Cursor;
  /** Every open container goes on in this line. */
  readonly isInside: boolean;
  /** Containers of this line: those that go on, then those it opens. */
  level: number;
  hasOpened: boolean;
}

/**
 * Structure of a Markdown body after the CommonMark algorithm (appendix, "Phase 1") with the tables and footnotes of
 * GFM and the admonitions of MkDocs: one pass, each line looked at once per open container.
 *
 * @param firstLine 1-based line of the file that `lines[0]` is.
 */
export function scanBlocks(lines: readonly string[], firstLine: number): Structure {
  const scan: Scan = { events: [], labels: new Set(), containers: [], lettered: isLettered(lines), leaf: undefined };
  for (let index = 0; index < lines.length; index++) readLine(scan, openCursor(lines[index] ?? '', firstLine + index));
  closeTo(scan, 0);
  return scan;
}

const LETTERED = /^ {0,3}(?:\([a-z]\)|[a-z][.)])[ \t]+\S/;

/** Two lines that start with a letter ("a. …"): the document numbers with letters, which CommonMark does not know. */
function isLettered(lines: readonly string[]): boolean {
  let count = 0;
  for (const line of lines) if (LETTERED.test(line) && ++count === 2) return true;
  return false;
}

function readLine(scan: Scan, cursor: Cursor): void {
  const { containers } = scan;
  let level = 0;
  for (; level < containers.length; level++) {
    const container = containers[level];
    if (container === undefined || !continueContainer(container, cursor)) break;
  }
  const state: LineState = { cursor, level, isInside: level === containers.length, hasOpened: false };
  if (continueOpenLeaf(scan, state)) return;
  while (openNext(scan, state));
  if (isBlank(cursor)) closeTo(scan, state.level);
  else if (!startNext(scan, state)) addText(scan, state);
}

/** Gives the line to the open leaf. Whether it took it. */
function continueOpenLeaf(scan: Scan, { cursor, isInside }: LineState): boolean {
  if (scan.leaf === undefined || !isInside) return false;
  const progress = continueLeaf(scan.leaf, cursor);
  if (progress === 'last' || progress === 'over') closeLeaf(scan);
  return progress === 'taken' || progress === 'last';
}

/** Opens the container whose marker stands here. Whether there was one. */
function openNext(scan: Scan, state: LineState): boolean {
  const { cursor } = state;
  if (state.level >= MAX_NESTING || indentOf(cursor) > 3 || isBlank(cursor)) return false;
  const inParagraph = state.isInside && !state.hasOpened && scan.leaf?.kind === 'paragraph';
  if (inParagraph && readSetext(trimmedRest(cursor)) !== undefined) return false;
  const admonition = openAdmonition(cursor);
  const container = admonition?.container ?? openContainer(cursor, { inParagraph, lettered: scan.lettered });
  if (container === undefined) return false;
  enter(scan, state, container);
  if (admonition !== undefined) {
    if (admonition.title !== '') scan.events.push({ kind: 'title', text: admonition.title, line: cursor.line });
    skipCharacters(cursor, cursor.text.length - cursor.offset);
  }
  return true;
}

function enter(scan: Scan, state: LineState, container: Container): void {
  closeTo(scan, state.level);
  markFilled(scan);
  if (container.kind === 'footnote') scan.labels.add(`^${container.label}`);
  scan.containers.push(container);
  scan.events.push({ kind: 'open', container });
  state.level++;
  state.hasOpened = true;
}

/** Starts the leaf that stands here, unless it is a paragraph or the line of one. Whether there was one. */
function startNext(scan: Scan, state: LineState): boolean {
  const { cursor } = state;
  const inParagraph = !state.hasOpened && scan.leaf?.kind === 'paragraph';
  if (inParagraph && state.isInside && endParagraph(scan, cursor)) return true;
  if (inParagraph && indentOf(cursor) > 3) return false;
  const leaf = startLeaf(cursor, inParagraph && state.isInside);
  if (leaf === undefined) return false;
  closeTo(scan, state.level);
  markFilled(scan);
  if (leaf === 'break') return true;
  if (leaf.kind === 'heading') scan.events.push(leaf);
  else scan.leaf = leaf;
  if (leaf.kind === 'html' && endsHtml(leaf.condition, leaf.lines[0]?.text ?? '')) closeLeaf(scan);
  return true;
}

/** Ends the open paragraph as a setext heading or the header of a table, if this line is what underlines it. */
function endParagraph(scan: Scan, cursor: Cursor): boolean {
  if (scan.leaf?.kind !== 'paragraph' || indentOf(cursor) > 3) return false;
  const text = trimmedRest(cursor);
  const depth = readSetext(text);
  const { lines } = scan.leaf;
  if (depth !== undefined) {
    dropDefinitions(scan, lines);
    if (lines.length === 0) return false;
    scan.events.push({ kind: 'heading', depth, lines, endLine: cursor.line });
    scan.leaf = undefined;
    return true;
  }
  const header = lines.at(-1);
  if (header === undefined || !header.mayHead || !isDelimiterRow(text, header.text)) return false;
  lines.pop();
  closeLeaf(scan);
  scan.leaf = { kind: 'table', header, rows: [] };
  return true;
}

function addText(scan: Scan, state: LineState): void {
  const { cursor } = state;
  const isLazy = !state.isInside && !state.hasOpened && scan.leaf?.kind === 'paragraph';
  if (!state.isInside && !state.hasOpened && !isLazy) closeTo(scan, state.level);
  if (scan.leaf?.kind === 'table') scan.leaf.rows.push(textLine(cursor));
  else if (scan.leaf?.kind === 'paragraph') scan.leaf.lines.push(paragraphLine(cursor, isLazy));
  else {
    markFilled(scan);
    scan.leaf = { kind: 'paragraph', lines: [paragraphLine(cursor, false)] };
  }
}
