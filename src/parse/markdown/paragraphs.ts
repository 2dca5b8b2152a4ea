import { readInline } from './inline.ts';
import type { Inline, TextLine } from './model.ts';
import { addBlock, addHeading, boldDepth } from './outline.ts';
import { dropMarkers } from './template-tags.ts';
import { addItem, leadOf, type Walk } from './walk.ts';

const TASK = /^\[[ xX]\][ \t]+/;
/** A link at the start whose target is a path: no anchor of this file, no address elsewhere. */
const LINK_TO_FILE = /^[*_]{0,3}\[[^\][\n]{1,200}\]\((?!#|[a-z][a-z0-9+.-]{1,20}:)[^()\s]{1,500}\)/i;

/**
 * Adds the blocks of a paragraph: the text of the item it starts, else headings for the wholly bold lines at its start
 * and one paragraph for the rest, or one for each line that starts with a bold key.
 */
export function addParagraph(walk: Walk, written: readonly TextLine[]): void {
  const lines = written.map(withoutMarkers).filter((line) => line.text.trim() !== '');
  if (walk.item !== undefined) {
    const inline = readLines(walk, lines, TASK);
    const isPointer = LINK_TO_FILE.test(lines[0]?.text.trimStart() ?? '');
    addItem(walk, { ...inline, isPointer }, written.at(-1)?.line ?? walk.item.line);
    return;
  }
  const inQuote = walk.containers.some((entry) => entry.container.kind === 'quote');
  const inItem = walk.containers.at(-1)?.container.kind === 'item';
  let headings = 0;
  if (!inQuote && !inItem) while (addBoldHeading(walk, lines[headings])) headings++;
  for (const group of splitAtKeys(lines.slice(headings))) {
    const inline = readLines(walk, group);
    if (inline.text === '') continue;
    const line = group[0]?.line ?? 0;
    const endLine = group.at(-1)?.line ?? line;
    addBlock(walk, {
      type: inQuote ? 'quote' : 'paragraph',
      text: inline.text,
      line,
      endLine,
      depth: 0,
      ...leadOf(inline),
    });
  }
}

function withoutMarkers(line: TextLine): TextLine {
  const text = dropMarkers(line.text);
  return text === line.text ? line : { ...line, text };
}

function readLines(walk: Walk, lines: readonly TextLine[], prefix?: RegExp): Inline {
  const source = lines.length === 1 ? (lines[0]?.text ?? '') : lines.map((line) => line.text).join('\n');
  return readInline(prefix === undefined ? source : source.replace(prefix, ''), walk.labels);
}

const BOLD_LINE = /^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?[ \t]+)?(?:\*\*|__).*(?:\*\*|__)[ \t]*:?[ \t]*\\?$/;
const LONGEST_HEADING = 120;
const MOST_WORDS = 14;

/** Adds a heading if the line is wholly bold and not a sentence. Whether it was. */
function addBoldHeading(walk: Walk, line: TextLine | undefined): boolean {
  if (line === undefined || line.text.length > 4 * LONGEST_HEADING || !BOLD_LINE.test(line.text)) return false;
  const { text, isBold } = readInline(line.text.replace(/\\?$/, ''), walk.labels);
  if (!isBold || text.length > LONGEST_HEADING || /[.;,!]$/.test(text) || text.split(' ').length > MOST_WORDS)
    return false;
  addHeading(walk, { text, line: line.line, endLine: line.line, depth: boldDepth(walk), style: 'bold' });
  return true;
}

const BOLD_KEY = /^(?:\*\*[^*]{1,80}:[ \t]*\*\*|\*\*[^*]{1,80}\*\*[ \t]*:|__[^_]{1,80}:[ \t]*__|__[^_]{1,80}__[ \t]*:)/;

/** Groups of lines, a new one at each line that starts with a bold key. */
function splitAtKeys(lines: readonly TextLine[]): TextLine[][] {
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group === undefined || BOLD_KEY.test(line.text)) groups.push([line]);
    else group.push(line);
  }
  return groups;
}
