import type { Nodes, Parents, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Markdown } from '../../../src/types.ts';

/** What two readers of Markdown have to agree on, one entry a heading, code block or table row. */
export interface OutlineEntry {
  readonly kind: 'heading' | 'code' | 'row';
  readonly line: number;
  /** Everything compared besides, in one string. */
  readonly is: string;
}

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']);

/** Headings, code and table rows as remark sees them. */
export function outlineByRemark(text: string): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  collect(processor.parse(text), entries, text.split(/\r\n|\n|\r/));
  return entries;
}

/** The same of our own reader. */
export function outlineOfBlocks({ blocks }: Markdown, text: string): OutlineEntry[] {
  const lines = text.split(/\r\n|\n|\r/);
  return blocks.flatMap(({ type, line, endLine, depth, text: is, style, cells, header, table }): OutlineEntry[] => {
    if (type === 'heading' && style === undefined) return [{ kind: 'heading', line, is: `${depth} ${is}` }];
    if (type === 'code') return [{ kind: 'code', line, is: `to ${withoutBlankEnd(lines, endLine)}` }];
    if (type !== 'row' || header === undefined) return [];
    return [{ kind: 'row', line, is: `of ${table} ${header.join(' ¦ ')} = ${cells?.join(' ¦ ')}` }];
  });
}

function collect(node: Root | Nodes, entries: OutlineEntry[], lines: readonly string[]): void {
  const line = node.position?.start.line ?? 0;
  if (node.type === 'heading') entries.push({ kind: 'heading', line, is: `${node.depth} ${plain(node)}` });
  else if (node.type === 'code')
    entries.push({ kind: 'code', line, is: `to ${withoutBlankEnd(lines, lastLine(node))}` });
  else if (node.type === 'table') {
    const [header, ...rows] = node.children.map((row) => ({ row, text: row.children.map(plain).join(' ¦ ') }));
    for (const { row, text } of rows) {
      entries.push({ kind: 'row', line: row.position?.start.line ?? 0, is: `of ${line} ${header?.text} = ${text}` });
    }
  } else if ('children' in node) for (const child of node.children) collect(child, entries, lines);
}

/** Code that its container ends instead of a fence is given up to the start of the next line. */
function lastLine({ position }: Nodes): number {
  const { start, end } = position ?? { start: { line: 0 }, end: { line: 0, column: 0 } };
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** Blank lines at the end of code that no fence closes belong to it or not as remark's tokenizer happened to stop. */
function withoutBlankEnd(lines: readonly string[], endLine: number): number {
  let end = Math.min(lines.length, endLine);
  while (end > 1 && /^[\s>]*$/.test(lines[end - 1] ?? '')) end--;
  return end;
}

/** Text of a node as our reader gives it: without HTML and deleted text, visible characters only, straight quotes. */
function plain(node: Nodes): string {
  return rawText(node)
    .replace(/[\t\n\r]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\u2018-\u201B]/g, "'")
    .replace(/[\u201C-\u201F]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

function rawText(node: Nodes | Parents): string {
  if (node.type === 'delete' || node.type === 'footnoteReference') return '';
  if (node.type === 'html') return /^<br/i.test(node.value) ? ' ' : '';
  if (node.type === 'break') return ' ';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(rawText).join('') : '';
}

/** Texts of all paragraphs as remark sees them. */
export function paragraphsByRemark(text: string): string[] {
  const texts: string[] = [];
  const visit = (node: Root | Nodes): void => {
    if (node.type === 'paragraph') texts.push(plain(node));
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(processor.parse(text));
  return texts.filter((text) => text !== '');
}

/** The same of our own reader, and of what it takes for headings although they are bold paragraphs. */
export function paragraphsOfBlocks({ blocks }: Markdown): string[] {
  const paragraphs = blocks.filter(
    ({ type, style, text }) => text !== '' && (style === 'bold' || PARAGRAPHS.has(type)),
  );
  return paragraphs.map(({ text }) => text);
}

const PARAGRAPHS = new Set(['paragraph', 'item', 'quote']);

/** An entry that only one of the two readers has. */
export interface Difference {
  readonly by: 'ours' | 'remark';
  readonly entry: OutlineEntry;
  readonly shown: string;
  /** The document, and its line on which the entry starts. */
  readonly text: string;
  readonly source: string;
}

export function differences(
  text: string,
  ours: readonly OutlineEntry[],
  remarks: readonly OutlineEntry[],
): Difference[] {
  const lines = text.split(/\r\n|\n|\r/);
  const show = ({ kind, line, is }: OutlineEntry): string => `${kind} ${line} ${is}`;
  const without = (
    all: readonly OutlineEntry[],
    others: readonly OutlineEntry[],
    by: Difference['by'],
  ): Difference[] => {
    const known = new Set(others.map(show));
    const only = all.filter((entry) => !known.has(show(entry)));
    return only.map((entry) => ({ by, entry, shown: show(entry), text, source: (lines[entry.line - 1] ?? '').trim() }));
  };
  return [...without(ours, remarks, 'ours'), ...without(remarks, ours, 'remark')];
}
