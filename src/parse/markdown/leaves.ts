/** The one-line starts of leaves. Each takes the line from its first character that is not white space. */

const ATX = /^(#{1,6})(?:[ \t]|$)/;

/** Depth and content of an ATX heading (CommonMark §4.2); `at` is where the content starts. */
export function readAtx(text: string): { depth: number; text: string; at: number } | undefined {
  const depth = ATX.exec(text)?.[1]?.length;
  if (depth === undefined) return undefined;
  let at = depth;
  while (isSpace(text, at)) at++;
  let end = trimEnd(text, text.length);
  let hashes = end;
  while (hashes > at && text.charAt(hashes - 1) === '#') hashes--;
  if (hashes < end && (hashes === at || isSpace(text, hashes - 1))) end = trimEnd(text, hashes);
  return { depth, text: text.slice(at, Math.max(at, end)), at };
}

/** Depth of a setext underline (CommonMark §4.3). */
export function readSetext(text: string): 1 | 2 | undefined {
  const marker = text.charAt(0);
  if (marker !== '=' && marker !== '-') return undefined;
  return runLength(text, marker) === trimEnd(text, text.length) ? (marker === '=' ? 1 : 2) : undefined;
}

export interface Fence {
  readonly marker: string;
  readonly length: number;
  /** Columns the fence is indented: as much is taken from the lines in it. */
  readonly indent: number;
  readonly language: string;
}

/** An opening code fence (CommonMark §4.5). */
export function readFence(text: string, indent: number): Fence | undefined {
  const marker = text.charAt(0);
  if (marker !== '`' && marker !== '~') return undefined;
  const length = runLength(text, marker);
  if (length < 3 || (marker === '`' && text.indexOf('`', length) >= 0)) return undefined;
  const language = /^[ \t]*(\S{0,100})/.exec(text.slice(length, length + 200))?.[1] ?? '';
  return { marker, length, indent, language };
}

export function closesFence(fence: Fence, text: string): boolean {
  if (text.charAt(0) !== fence.marker) return false;
  const length = runLength(text, fence.marker);
  return length >= fence.length && length === trimEnd(text, text.length);
}

/** Three or more of `*`, `-` or `_` and white space (CommonMark §4.1). */
export function isThematicBreak(text: string): boolean {
  const marker = text.charAt(0);
  if (marker !== '*' && marker !== '-' && marker !== '_') return false;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === marker) count++;
    else if (!isSpace(text, at)) return false;
  }
  return count >= 3;
}

function runLength(text: string, marker: string): number {
  let length = 0;
  while (text.charAt(length) === marker) length++;
  return length;
}

function trimEnd(text: string, from: number): number {
  let end = from;
  while (end > 0 && isSpace(text, end - 1)) end--;
  return end;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}
