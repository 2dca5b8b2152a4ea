import type { FieldMaps } from '../fields/mapping.ts';
import type { RecordSource } from '../fields/records.ts';
import { type Locate, pointerKeys, type Range } from '../parse/source.ts';
import { locateYaml } from '../parse/yaml.ts';
import { createLineIndex, type LineIndex } from '../text/line-index.ts';
import type { DocumentRef, Kind, Location, Place } from '../types.ts';

export interface Sought {
  readonly document: DocumentRef;
  readonly place: Place;
}

/**
 * Turns places in one file into lines and columns. A wrong value is shown at the value, an unknown key at the key, what
 * is missing at the key of the mapping that lacks it. Only files that have findings come here.
 */
export async function locate(text: string, sought: readonly Sought[], fields?: FieldMaps): Promise<Location[]> {
  const file = sought[0]?.document.path ?? '';
  const kind = kindOf(sought);
  const lines = createLineIndex(text);
  let finder: Locate | undefined;
  const locations: Location[] = [];
  for (const { document, place } of sought) {
    if ('pointer' in place && !finder)
      finder = await openFinder(text, { path: file, kind, mapping: fields?.get(kind) }, lines);
    const range = rangeOf(place, { document, lines, text, find: finder ?? (() => undefined) });
    locations.push({ file, ...toLines(range, lines) });
  }
  return locations;
}

/** Kind of the file: an embedded CAPA stands in an incident, an ignore in any file. */
function kindOf(sought: readonly Sought[]): Kind {
  const { kind = 'incident', base = '' } = sought.find(({ document }) => document.kind !== 'config')?.document ?? {};
  return base === '' && kind !== 'config' ? kind : 'incident';
}

async function openFinder(text: string, source: RecordSource, lines: LineIndex): Promise<Locate> {
  const isMarkdown = /\.(?:md|markdown|mdx)$/i.test(source.path);
  const inner = await openSyntax(text, source.path);
  if (!isMarkdown && !source.mapping) return inner;
  const [{ parseFile }, { readRecords }, { locateRecords }] = await Promise.all([
    import('../parse/index.ts'),
    import('../fields/records.ts'),
    import('./fields.ts'),
  ]);
  return locateRecords(readRecords(await parseFile(source.path, text), source), lines, inner);
}

/** Finds what is written in YAML, JSON or TOML: of Markdown, its front matter. */
async function openSyntax(text: string, path: string): Promise<Locate> {
  if (/\.json$/i.test(path)) return (await import('../parse/json.ts')).locateJson(text);
  if (!/\.(?:md|markdown|mdx)$/i.test(path)) return locateYaml(text);
  const { frontMatter } = (await import('../parse/markdown.ts')).parseMarkdown(text);
  if (!frontMatter) return () => undefined;
  if (frontMatter.syntax === 'toml') return (await import('./toml.ts')).locateToml(frontMatter);
  const find = await locateYaml(frontMatter.text);
  const shift = ({ start, end }: Range): Range => ({
    start: start + frontMatter.offset,
    end: end + frontMatter.offset,
  });
  return (document, path) => {
    const found = find(document, path);
    return found && { value: shift(found.value), ...(found.key ? { key: shift(found.key) } : {}) };
  };
}

interface Finding {
  readonly document: DocumentRef;
  readonly lines: LineIndex;
  readonly text: string;
  readonly find: Locate;
}

function rangeOf(place: Place, { document, lines, text, find }: Finding): Range {
  if ('offset' in place) return { start: place.offset, end: place.end ?? place.offset + 1 };
  if ('line' in place) {
    const start = lines.offset({ line: place.line, column: place.column ?? 1 });
    const end =
      (place.endLine ?? place.endColumn)
        ? lines.offset({ line: place.endLine ?? place.line, column: place.endColumn ?? 1 })
        : endOfLine(text, start);
    return { start, end };
  }
  const keys = pointerKeys(document.base + place.pointer);
  const found = find(document.index, keys);
  if (found) return (place.on === 'key' ? found.key : undefined) ?? found.value;
  return nearest(keys, { document, lines, text, find });
}

/** Where something is missing: the key of the mapping that lacks it; the first key of a document or of a list item. */
function nearest(keys: readonly string[], { document, text, find }: Finding): Range {
  for (let depth = keys.length - 1; depth >= 0; depth--) {
    const found = find(document.index, keys.slice(0, depth));
    if (!found) continue;
    if (found.key) return found.key;
    // Of a JSON object or of a mapping without a key of its own, its first key.
    const opening = /^\{\s{0,200}(?=")/.exec(text.slice(found.value.start, found.value.start + 300))?.[0].length ?? 0;
    const start = found.value.start + opening;
    const first = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:"'{}[\],]+)(?=\s*:)/.exec(text.slice(start, start + 200));
    return { start, end: start + (first?.[0].length ?? 1) };
  }
  return { start: 0, end: Math.max(1, endOfLine(text, 0)) };
}

function endOfLine(text: string, start: number): number {
  const next = text.slice(start).search(/[\r\n]/);
  return next < 0 ? text.length : start + next;
}

function toLines({ start, end }: Range, lines: LineIndex): Omit<Location, 'file'> {
  const from = lines.position(start);
  const to = lines.position(Math.max(start, end));
  return { line: from.line, column: from.column, end_line: to.line, end_column: to.column };
}
