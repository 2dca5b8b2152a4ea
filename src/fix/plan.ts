import type { Placed } from '../check/settle.ts';
import { pointerKeys } from '../parse/source.ts';
import { createLineIndex, type LineIndex } from '../text/line-index.ts';
import { repairTime } from './dates.ts';

/** A change of one place in a text; offsets are 0-based. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What would be changed in one file. */
export interface FileFix {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly edits: number;
}

/**
 * The repairs that are safe: dates in another form, a key misspelt in one way, keys a front matter lacks (left blank) and
 * sections a text lacks (a heading and what to cover). Nothing is invented, nothing is removed.
 */
export function planFixes(placed: readonly Placed[], textOf: (file: string) => string | undefined): FileFix[] {
  const files = [...new Set(placed.map(({ location }) => location.file))].sort();
  return files.flatMap((file) => {
    const before = textOf(file);
    if (before === undefined) return [];
    const own = placed.filter(({ location }) => location.file === file);
    const edits = withoutOverlap(own.flatMap((one) => editOf(one, before, createLineIndex(before))));
    return edits.length === 0 ? [] : [{ file, before, after: applyEdits(before, edits), edits: edits.length }];
  });
}

function editOf(placed: Placed, text: string, lines: LineIndex): Edit[] {
  const { covers, stub } = placed.draft;
  if (stub) return hasHeading(stub, text) ? [] : [sectionEdit(stub, text, lines)];
  if (covers?.kind === 'wrong') return timeEdit(placed, text, lines);
  if (covers?.kind === 'unknown') return keyEdit(placed, text, lines);
  return covers?.kind === 'missing' ? frontMatterEdit(placed, text) : [];
}

type Stub = NonNullable<Placed['draft']['stub']>;

function sectionEdit({ line, side, title, depth, topics }: Stub, text: string, lines: LineIndex): Edit {
  const at = side === 'before' ? lines.offset({ line, column: 1 }) : endOfLine(text, lines.offset({ line, column: 1 }));
  const cover = topics.length > 0 ? `\n\n<!-- To cover: ${topics.join('; ')}. -->` : '';
  const stub = `${'#'.repeat(depth)} ${title}${cover}`;
  return { start: at, end: at, text: side === 'before' ? `${stub}\n\n` : `\n\n${stub}` };
}

/** A section that has its heading already waits for its text. */
function hasHeading({ title }: Stub, text: string): boolean {
  return text.split(/\r?\n/).some((line) => line.startsWith('#') && line.replace(/^#+\s+/, '').trim() === title);
}

function timeEdit({ location, draft }: Placed, text: string, lines: LineIndex): Edit[] {
  if (!/calendar date|RFC 3339/.test(draft.message)) return [];
  const start = lines.offset({ line: location.line, column: location.column });
  const end = lines.offset({ line: location.end_line, column: location.end_column });
  const written = text.slice(start, end);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const repaired = repairTime(written.slice(quote.length, quote ? -1 : undefined));
  return repaired === undefined ? [] : [{ start, end, text: `${quote}${repaired}${quote}` }];
}

function keyEdit({ location, draft }: Placed, text: string, lines: LineIndex): Edit[] {
  const near = draft.covers?.covers[1];
  if (near === undefined) return [];
  const start = lines.offset({ line: location.line, column: location.column });
  const end = lines.offset({ line: location.end_line, column: location.end_column });
  const quote = /^["']/.exec(text.slice(start, end))?.[0] ?? '';
  return [{ start, end, text: `${quote}${pointerKeys(near).at(-1)}${quote}` }];
}

const FRONT_MATTER = /^---[ \t]*\r?\n[\s\S]*?(?=^---[ \t]*(?:\r?\n|$))/m;

/** Adds a key with nothing behind it: what it says is for people to write. */
function frontMatterEdit({ draft: { covers, document } }: Placed, text: string): Edit[] {
  const keys = pointerKeys((covers?.pointer ?? '').replace(/^\/metadata/, ''));
  const [key] = keys;
  const isText = document.kind === 'policy' || document.kind === 'runbook';
  if (!isText || keys.length !== 1 || key === undefined || !/\.(?:md|markdown)$/i.test(document.path)) return [];
  const about = covers?.help?.replace(/^Add "[^"]*"\.? ?/, '').split('\n')[0] ?? '';
  const line = `${key}:${about ? `   # ${about}` : ''}\n`;
  const front = text.startsWith('---') ? FRONT_MATTER.exec(text) : null;
  if (front?.[0].split('\n').some((written) => written.startsWith(`${key}:`))) return [];
  if (front) return [{ start: front[0].length, end: front[0].length, text: line }];
  return [{ start: 0, end: 0, text: line }];
}

/** Insertions at one place stay in their order; of two edits of one place the first counts. */
function withoutOverlap(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    const isSame = last && last.start === edit.start && last.end === edit.end && edit.end > edit.start;
    if (!isSame && (!last || edit.start >= last.end)) kept.push(edit);
  }
  return kept;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const opensWithKeys = edits.filter(({ start, end, text: added }) => start === 0 && end === 0 && /^\w+:/.test(added));
  const head = opensWithKeys.length > 0 ? `---\n${opensWithKeys.map((edit) => edit.text).join('')}---\n\n` : '';
  let result = head;
  let at = 0;
  for (const edit of edits) {
    if (opensWithKeys.includes(edit)) continue;
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

function endOfLine(text: string, start: number): number {
  const next = text.slice(start).search(/[\r\n]/);
  return next < 0 ? text.length : start + next;
}
