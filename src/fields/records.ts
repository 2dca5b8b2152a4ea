import { basename } from 'node:path';
import { recordKeys, recordLists } from '../generated/outline.ts';
import type { ParsedFile } from '../parse/index.ts';
import { metadataKey } from '../parse/metadata-key.ts';
import { isRecord } from '../text/is-record.ts';
import type { Block, Kind, Markdown } from '../types.ts';
import { applyMapping, type Mapping, type Origin, type Surroundings } from './mapping.ts';
import { type Field, type Part, splitRecords } from './parts.ts';

/** One document of a file as the schema sees it, and where what it says stands in the file. */
export interface RecordReading {
  readonly value: unknown;
  readonly body?: Markdown;
  readonly origins: readonly Origin[];
  /** Of Markdown: the fields written in the text. */
  readonly fields: readonly Field[];
  /** Line on which the record begins, where its text holds others too. */
  readonly line?: number;
}

export interface RecordSource {
  readonly path: string;
  readonly kind: Kind;
  /** From the configuration's `fields`; undefined where it says nothing of this kind. */
  readonly mapping?: Mapping | undefined;
}

/** The file with its documents in the fields of our format; a policy is read elsewhere. */
export function inOurFields(parsed: ParsedFile, source: RecordSource): ParsedFile {
  if (source.kind === 'policy' || (!parsed.body && !source.mapping)) return parsed;
  const records = readRecords(parsed, source);
  return { ...parsed, values: records.map(({ value }) => value), bodies: records.map(({ body }) => body) };
}

/** Kinds of which a Markdown file may hold several. */
const REGISTERED: ReadonlySet<Kind> = new Set(['incident', 'capa']);

/**
 * The documents of a file in the fields of our format: what Markdown says in `**Key:** value` lines, tables and registers
 * joined to its front matter, and the organisation's own names translated.
 */
export function readRecords(parsed: ParsedFile, source: RecordSource): RecordReading[] {
  const parts = partsOf(parsed, source);
  return parsed.values.length > 0 && parts
    ? parts.map((part) => readPart(part, parsed, source))
    : plain(parsed, source);
}

function plain(parsed: ParsedFile, { mapping, path }: RecordSource): RecordReading[] {
  return parsed.values.map((value) => {
    if (!mapping || !isRecord(value)) return { value, origins: [], fields: [] };
    return { ...applyMapping(value, mapping, { file: stem(path) }), fields: [] };
  });
}

function partsOf({ body }: ParsedFile, { kind, mapping }: RecordSource): readonly Part[] | undefined {
  if (!body) return undefined;
  const keys = (recordKeys as Record<string, string[]>)[kind];
  const known = keys && new Set(keys);
  const knows = (name: string) => !known || known.has(name) || mapping?.names.has(name) === true;
  const idNames = new Set(['id', ...(mapping?.moves ?? []).filter(leadsToId).map(({ from }) => metadataKey(from))]);
  const names = { knows, isId: (name: string) => idNames.has(name) };
  const parts = REGISTERED.has(kind)
    ? splitRecords(body, names)
    : splitRecords({ ...body, frontMatter: NO_SPLIT }, names);
  return parts.map((part) => ({ ...part, fields: part.fields.filter(({ name }) => knows(metadataKey(name))) }));
}

const NO_SPLIT = { syntax: 'yaml', text: '', line: 1, offset: 0 } as const;

function leadsToId({ to }: Mapping['moves'][number]): boolean {
  return to.some((path) => path.join('.') === 'id');
}

function readPart(
  { fields, body, heading, line }: Part,
  parsed: ParsedFile,
  { path, kind, mapping }: RecordSource,
): RecordReading {
  const front = isRecord(parsed.values[0]) ? parsed.values[0] : {};
  const raw: Record<string, unknown> = { ...ofHeading(heading), ...fieldValues(fields), ...front };
  const shared = { body, fields, ...(line === undefined ? {} : { line }) };
  if (!mapping) return { value: withLists(raw, kind), origins: headingOrigins(heading), ...shared };
  const around: Surroundings = {
    file: stem(path),
    heading: heading ?? title(body.blocks),
    text: firstParagraph(body.blocks),
  };
  const { value, origins } = applyMapping(raw, mapping, around);
  return { value: withLists(value, kind), origins: [...headingOrigins(heading), ...origins], ...shared };
}

function fieldValues(fields: readonly Field[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, value } of fields) {
    const key = metadataKey(name);
    if (!Object.hasOwn(values, key) && value !== '') values[key] = scalar(value);
  }
  return values;
}

function scalar(text: string): unknown {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** What a text lists with commas or semicolons, where our field is a list. */
function withLists(value: Record<string, unknown>, kind: Kind): Record<string, unknown> {
  const lists = ((recordLists as Record<string, string[]>)[kind] ?? []).filter((key) => typeof value[key] === 'string');
  const split = lists.map(
    (key) =>
      [
        key,
        String(value[key])
          .split(/\s*[,;]\s*/)
          .filter((item) => item !== ''),
      ] as const,
  );
  return lists.length === 0 ? value : { ...value, ...Object.fromEntries(split) };
}

const ID_FIRST = /^\[?([A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,16}){0,3}-\d{1,8})\]?[\s:–—.-]{1,5}(\S.*)$/;

/** "CAPA-2026-004: Retrain the ranking model": the id and the title of the record under that heading. */
function ofHeading(heading: Part['heading']): Record<string, unknown> {
  if (!heading) return {};
  const [, id, title] = ID_FIRST.exec(heading.text) ?? [];
  return id === undefined || title === undefined ? { title: heading.text } : { id, title };
}

function headingOrigins(heading: Part['heading']): Origin[] {
  return heading ? ['/id', '/title'].map((ours) => ({ ours, line: heading.line })) : [];
}

function title(blocks: readonly Block[]): Surroundings['heading'] {
  const first = blocks.find(({ type }) => type === 'heading');
  return first && { text: first.text, line: first.line };
}

function firstParagraph(blocks: readonly Block[]): Surroundings['text'] {
  const first = blocks.find(({ type, text, lead }) => type === 'paragraph' && text !== '' && lead === undefined);
  return first && { text: first.text, line: first.line };
}

function stem(path: string): string {
  return basename(path).replace(/\.[^.]+$/, '');
}
