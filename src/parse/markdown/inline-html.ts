import { scanTag } from './html-tags.ts';

/** What of an inline reader a look at `<` needs. */
interface AngleReader {
  readonly source: string;
  readonly found: Map<string, number>;
  budget: number;
}

const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255})>/y;
const BREAK = /^<br\s{0,9}\/?>$/i;

/** An autolink (its text), or HTML (nothing; a space for a line break) at the `<` at `at` (CommonMark §6.5, §6.6). */
export function scanAngle(reader: AngleReader, at: number): { text: string; end: number } | undefined {
  const { source } = reader;
  AUTOLINK.lastIndex = at;
  const link = AUTOLINK.exec(source);
  if (link !== null) return { text: link[1] ?? '', end: AUTOLINK.lastIndex };
  const declared = scanDeclaration(reader, at);
  if (declared >= 0) return { text: '', end: declared };
  if (reader.budget <= 0) return undefined;
  const end = scanTag(source, at);
  if (end >= 0) return { text: end - at < 16 && BREAK.test(source.slice(at, end)) ? ' ' : '', end };
  reader.budget -= ~end - at;
  const component = scanComponent(source, at);
  return component < 0 ? undefined : { text: '', end: component };
}

/** End of a comment, an instruction, a declaration or CDATA. */
function scanDeclaration(reader: AngleReader, at: number): number {
  const { source } = reader;
  if (source.startsWith('<!--', at)) {
    if (source.startsWith('>', at + 4)) return at + 5;
    if (source.startsWith('->', at + 4)) return at + 6;
    return endOf(reader, '-->', at + 4);
  }
  if (source.startsWith('<?', at)) return endOf(reader, '?>', at + 2);
  if (source.startsWith('<![CDATA[', at)) return endOf(reader, ']]>', at + 9);
  return source.startsWith('<!', at) && /[A-Za-z]/.test(source.charAt(at + 2)) ? endOf(reader, '>', at + 2) : -1;
}

/** Where the next `close` after `from` ends. Offsets come in order, so what was found serves until it is passed. */
function endOf({ source, found }: AngleReader, close: string, from: number): number {
  const known = found.get(close);
  const start = known !== undefined && (known < 0 || known >= from) ? known : source.indexOf(close, from);
  found.set(close, start);
  return start < 0 ? -1 : start + close.length;
}

/** End of a tag of MDX whose attributes are expressions in braces: no tag to CommonMark, and no text either. */
function scanComponent(source: string, at: number): number {
  if (!/^<\/?[A-Za-z]/.test(source.slice(at, at + 3))) return -1;
  const content = /^[^<>]*/.exec(source.slice(at + 1, at + 600))?.[0] ?? '';
  const end = at + 1 + content.length;
  return source.charAt(end) === '>' && /\s[\w-]{1,60}=\{/.test(content) ? end + 1 : -1;
}
