/** Label of a link reference as it is compared (CommonMark §4.7). */
export function normalizeLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}

const LABEL = /\[(?:[^\\[\]]|\\[^]){1,999}\]:/y;
const GAP = /[ \t]*\n?[ \t]*/y;
const DESTINATION = /<(?:[^<>\\\n]|\\.)*>|[^\s<][^\s]*/y;
const TITLE = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y;
const LINE_END = /[ \t]*(?:\n|$)/y;

/** Takes the link reference definitions at the start of a paragraph: their labels, and where the text after them starts. */
export function takeDefinitions(text: string): { labels: string[]; end: number } {
  const labels: string[] = [];
  let end = 0;
  while (text.charAt(end) === '[') {
    const next = takeDefinition(text, end);
    if (next === undefined) break;
    labels.push(normalizeLabel(next.label));
    end = next.end;
  }
  return { labels, end };
}

function takeDefinition(text: string, at: number): { label: string; end: number } | undefined {
  const labelEnd = match(LABEL, text, at);
  if (labelEnd < 0) return undefined;
  const label = text.slice(at + 1, labelEnd - 2);
  if (label.trim() === '') return undefined;
  const destinationStart = match(GAP, text, labelEnd);
  const destinationEnd = match(DESTINATION, text, destinationStart);
  if (destinationEnd < 0 || !isBalanced(text.slice(destinationStart, destinationEnd))) return undefined;
  const end = takeTitle(text, destinationEnd) ?? match(LINE_END, text, destinationEnd);
  return end < 0 ? undefined : { label, end: skipIndent(text, end) };
}

/** End of the line after a title, undefined where there is no title that ends its line. */
function takeTitle(text: string, from: number): number | undefined {
  const start = match(GAP, text, from);
  if (start === from) return undefined;
  const end = match(TITLE, text, start);
  if (end < 0) return undefined;
  const lineEnd = match(LINE_END, text, end);
  return lineEnd < 0 ? undefined : lineEnd;
}

/** A destination without angle brackets has balanced parentheses, at most 32 deep, and no control characters. */
function isBalanced(destination: string): boolean {
  if (destination.startsWith('<')) return destination.endsWith('>');
  let depth = 0;
  for (let at = 0; at < destination.length; at++) {
    const character = destination.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth < 0 || depth > 32 || character < ' ') return false;
  }
  return depth === 0;
}

function skipIndent(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return end;
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
