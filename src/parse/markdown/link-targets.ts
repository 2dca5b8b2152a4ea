import type { Link } from '../../types.ts';
import type { Event } from './model.ts';

const CODE = /`[^`\n]{1,1000}`/g;
const RESOURCE = /\]\([ \t]{0,9}(?:<([^<>\n]{1,1000})>|([^\s()<>]{1,1000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?))/g;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}<?([^\s<>]{1,1000})>?/;

/**
 * Targets of links and images, and of link definitions, outside code.
 * @param first line number of the first of the lines
 */
export function findLinks(lines: readonly string[], events: readonly Event[], first: number): Link[] {
  const candidates = lines.flatMap((text, i) => (/\]\(|\]:/.test(text) ? [{ text, line: i + first }] : []));
  if (candidates.length === 0) return [];
  const code = events.flatMap((event) => (event.kind === 'code' ? [[event.line, event.endLine] as const] : []));
  return candidates
    .filter(({ line }) => !code.some(([start, end]) => line >= start && line <= end))
    .flatMap(({ text, line }) => targetsIn(text).map((target) => ({ target, line })));
}

function targetsIn(line: string): string[] {
  const text = line.slice(0, 10_000).replace(CODE, '');
  const definition = DEFINITION.exec(text)?.[1];
  const inline = Array.from(text.matchAll(RESOURCE), ([, angled, plain]) => angled ?? plain ?? '');
  // "[^1]: note" is a footnote, not a link.
  return definition === undefined || /^ {0,3}\[\^/.test(text) ? inline : [definition, ...inline];
}
