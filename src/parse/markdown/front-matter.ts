import type { Markdown } from '../../types.ts';

/** Front matter of a document, and the index of the first line after it. */
export interface FrontMatter {
  readonly frontMatter: NonNullable<Markdown['frontMatter']>;
  readonly end: number;
}

const SYNTAXES = [
  { fence: '---', syntax: 'yaml' },
  { fence: '+++', syntax: 'toml' },
] as const;

/** Finds front matter between `---` (YAML) or `+++` (TOML), or YAML that starts the file and is only ended by `---`. */
export function findFrontMatter(text: string, lines: readonly string[]): FrontMatter | undefined {
  const first = lines[0] ?? '';
  const fenced = SYNTAXES.find(({ fence }) => isFence(first, fence));
  const start = fenced === undefined ? 0 : 1;
  const fence = fenced?.fence ?? '---';
  const close =
    fenced === undefined ? endOfBareYaml(lines) : lines.findIndex((line, index) => index > 0 && isFence(line, fence));
  if (close < 0) return undefined;
  const offset = offsetOfLine(text, start);
  const end = close === start ? offset : offsetOfLine(text, close);
  const raw = text.slice(offset, end).replace(/\r\n$|[\n\r]$/, '');
  return { frontMatter: { syntax: fenced?.syntax ?? 'yaml', text: raw, line: start + 1, offset }, end: close + 1 };
}

function isFence(line: string, fence: string): boolean {
  return line.startsWith(fence) && line.trimEnd() === fence;
}

const KEY = /^[A-Za-z_][\w-]{0,60}:(?:[ \t]|$)/;
const BARE_LINES_MAX = 200;

/**
 * Index of the `---` after lines that are YAML and not prose: two keys or more, each other line indented, a sequence
 * entry or a comment. -1 where the file does not start so.
 */
function endOfBareYaml(lines: readonly string[]): number {
  let keys = 0;
  for (const [index, line] of lines.entries()) {
    if (index > BARE_LINES_MAX || line.trim() === '') return -1;
    if (isFence(line, '---')) return keys > 1 ? index : -1;
    if (KEY.test(line)) keys++;
    else if (keys === 0 || !/^(?:[ \t]|- |#)/.test(line)) return -1;
  }
  return -1;
}

/** Offset of the start of a line, given by its index; a byte order mark belongs to no line. */
function offsetOfLine(text: string, line: number): number {
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const end = /\r\n|\n|\r/g;
  for (let passed = 0; passed < line; passed++) {
    end.lastIndex = offset;
    if (!end.test(text)) return text.length;
    offset = end.lastIndex;
  }
  return offset;
}
