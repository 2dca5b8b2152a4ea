const DESTINATION_IN_ANGLES = /<(?:[^<>\\\n]|\\.)*>/y;
const TITLE = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)/y;
const REFERENCE = /\[(?:[^\\[\]]|\\[^]){0,999}\]/y;
const SPACE = /[ \t\n]*/y;

/** End of `(destination "title")` at `at` (CommonMark §6.3), -1 where there is none. */
export function scanResource(source: string, at: number): number {
  if (source.charAt(at) !== '(') return -1;
  const start = match(SPACE, source, at + 1);
  const end =
    source.charAt(start) === '<' ? match(DESTINATION_IN_ANGLES, source, start) : scanDestination(source, start);
  if (end < 0) return -1;
  const spaced = match(SPACE, source, end);
  const titled = spaced > end ? match(TITLE, source, spaced) : -1;
  const close = match(SPACE, source, titled < 0 ? spaced : titled);
  return source.charAt(close) === ')' ? close + 1 : -1;
}

/** End of a destination with balanced parentheses, at most 32 deep. */
function scanDestination(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 40 && ++depth > 32) return -1;
    else if (code === 41 && --depth < 0) return at;
    else if (code <= 32) return depth === 0 ? at : -1;
  }
  return -1;
}

/** The label in brackets at `at`, without them, and where it ends. */
export function scanLabel(source: string, at: number): { label: string; end: number } | undefined {
  const end = source.charAt(at) === '[' ? match(REFERENCE, source, at) : -1;
  return end < 0 ? undefined : { label: source.slice(at + 1, end - 1), end };
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
