const NAME = /[A-Za-z][A-Za-z0-9-]*/y;
const ATTRIBUTE_NAME = /[A-Za-z_:][A-Za-z0-9_.:-]*/y;
const UNQUOTED = /[^\s"'=<>`]+/y;
const SPACE = /\s*/y;

/**
 * End of the open or closing tag at `at` (CommonMark §6.6). Where there is none, the complement (`~`) of the offset up to
 * which was looked, so that a caller can bound what it spends on failures.
 */
export function scanTag(text: string, at: number): number {
  const closing = text.charAt(at + 1) === '/';
  const named = endOf(NAME, text, at + (closing ? 2 : 1));
  if (named < 0) return ~(at + 2);
  return closing ? closeTag(text, skipSpaces(text, named)) : scanAttributes(text, named);
}

function scanAttributes(text: string, from: number): number {
  let at = from;
  for (;;) {
    const spaced = skipSpaces(text, at);
    const name = spaced > at ? endOf(ATTRIBUTE_NAME, text, spaced) : -1;
    if (name < 0) return closeTag(text, text.charAt(spaced) === '/' ? spaced + 1 : spaced);
    const equals = skipSpaces(text, name);
    if (text.charAt(equals) !== '=') {
      at = name;
      continue;
    }
    at = scanValue(text, skipSpaces(text, equals + 1));
    if (at < 0) return at;
  }
}

function scanValue(text: string, at: number): number {
  const quote = text.charAt(at);
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) + 1 : endOf(UNQUOTED, text, at);
  return end > 0 ? end : ~text.length;
}

function closeTag(text: string, at: number): number {
  return text.charAt(at) === '>' ? at + 1 : ~at;
}

function skipSpaces(text: string, at: number): number {
  return endOf(SPACE, text, at);
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
