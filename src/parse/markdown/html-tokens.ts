import { scanTag } from './html-tags.ts';
import type { TextLine } from './model.ts';

/** What stands in raw HTML, in order: tags by lower-case name, and text. */
export interface HtmlToken {
  readonly kind: 'open' | 'close' | 'text';
  /** Name of the tag, or the text as written. */
  readonly value: string;
  readonly line: number;
}

/** Elements whose content nobody reads. */
const HIDDEN = new Set(['script', 'style', 'template', 'svg', 'iframe', 'noscript', 'object', 'head']);
const VOID = new Set(['br', 'hr', 'img', 'input', 'col', 'wbr', 'link', 'meta']);

/** Tokens of the lines of an HTML block; comments, instructions, scripts and styles are not among them. */
export function tokenizeHtml(lines: readonly TextLine[]): HtmlToken[] {
  const source = lines.map((line) => line.text).join('\n');
  const lineAt = lineFinder(lines);
  const tokens: HtmlToken[] = [];
  let budget = 1000 + 4 * source.length;
  let hidden = '';
  for (let at = 0; at < source.length; ) {
    const isMarkup = source.charAt(at) === '<';
    const silent = isMarkup ? endOfSilent(source, at) : -1;
    const tag = isMarkup && silent < 0 && budget > 0 ? scanTag(source, at) : -1;
    if (isMarkup && tag < 0) budget -= ~tag - at;
    const end = silent > 0 ? silent : tag > 0 ? tag : endOfText(source, at);
    if (tag > 0) {
      const token = tagToken(source.slice(at, Math.min(end, at + 40)), lineAt(at));
      if (hidden === '') tokens.push(token);
      hidden = hiddenAfter(hidden, token, source.charAt(end - 2) === '/');
    } else if (silent < 0 && hidden === '') tokens.push(textToken(source.slice(at, end), at, lineAt));
    at = end;
  }
  return tokens;
}

function tagToken(tag: string, line: number): HtmlToken {
  const [, slash, name] = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)/.exec(tag) ?? [];
  return { kind: slash === '/' ? 'close' : 'open', value: (name ?? '').toLowerCase(), line };
}

function textToken(raw: string, at: number, lineAt: (offset: number) => number): HtmlToken {
  const first = raw.length - raw.trimStart().length;
  return { kind: 'text', value: raw, line: lineAt(at + (first < raw.length ? first : 0)) };
}

/** Name of the element that hides what follows this token, '' for none. */
function hiddenAfter(hidden: string, token: HtmlToken, isSelfClosed: boolean): string {
  if (hidden !== '') return token.kind === 'close' && token.value === hidden ? '' : hidden;
  return token.kind === 'open' && HIDDEN.has(token.value) && !isSelfClosed && !VOID.has(token.value) ? token.value : '';
}

function endOfText(source: string, at: number): number {
  const end = source.indexOf('<', at + 1);
  return end < 0 ? source.length : end;
}

const SILENT = [
  { open: /^<!--/, close: '-->' },
  { open: /^<!\[CDATA\[/, close: ']]>' },
  { open: /^<\?/, close: '?>' },
  { open: /^<![A-Za-z]/, close: '>' },
] as const;

/** End of a comment, an instruction or a declaration, of the source where it is not closed; -1 where none starts. */
function endOfSilent(source: string, at: number): number {
  const second = source.charAt(at + 1);
  if (second !== '!' && second !== '?') return -1;
  const head = source.slice(at, at + 9);
  const silent = SILENT.find(({ open }) => open.test(head));
  if (silent === undefined) return -1;
  const end = source.indexOf(silent.close, at + 2);
  return end < 0 ? source.length : end + silent.close.length;
}

/** Line of an offset in the joined lines; asked in rising order. */
function lineFinder(lines: readonly TextLine[]): (offset: number) => number {
  let index = 0;
  let start = 0;
  return (offset) => {
    for (let line = lines[index]; line !== undefined && offset > start + line.text.length; line = lines[index]) {
      start += line.text.length + 1;
      index++;
    }
    return (lines[index] ?? lines.at(-1))?.line ?? 1;
  };
}
