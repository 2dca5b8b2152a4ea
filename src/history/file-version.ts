import { inOurFields, type RecordSource } from '../fields/records.ts';
import { parseFile } from '../parse/index.ts';
import { readYaml } from '../parse/yaml.ts';
import { isRecord } from '../text/is-record.ts';
import type { Markdown } from '../types.ts';
import { keepField } from './shape.ts';

/** One top-level field of a document: what was written, what history keeps of it, and its text where that is known. */
export interface Field {
  readonly value: unknown;
  readonly kept: unknown;
  readonly text?: string;
  /** Where its text is known. */
  readonly key?: string;
}

/** A document of a file, by field. The text of a Markdown body stands under ''. */
export type Fields = ReadonlyMap<string, Field>;

/** One version of a file: its documents. Empty where it could not be parsed. */
export type FileVersion = readonly Fields[];

/**
 * Reads a version of a file. What is written as in the version before is taken from there and not parsed again: most
 * commits change a field or two.
 */
export async function readVersion(source: RecordSource, text: string, before: FileVersion = []): Promise<FileVersion> {
  const isPlain = /\.ya?ml$/i.test(source.path) && !source.mapping;
  const quick = isPlain ? await readFields(text, before[0]) : undefined;
  if (quick) return [quick];
  const { values, bodies } = inOurFields(await parseFile(source.path, text), source);
  return values.map((value, i) => {
    const fields = isRecord(value) ? value : {};
    const body = bodies?.[i];
    return fieldsOf(body ? { ...fields, '': textOf(body) } : fields, before[i]);
  });
}

/** A line at the margin that begins a field of a plain mapping. */
const FIELD = /^([A-Za-z_$][\w$-]{0,80}):(?=[ \n]|$)/gm;
/** What makes the parts of a text depend on each other, or a first line other than a mapping's. */
const ENTANGLED = /[\t\r\0\ufeff]|(?:^|[\s[{,])[&*!?%](?=\S|$| )|(?:^|\n)(?:---|\.\.\.)|^[^\n]*(?:---|%)/;

/**
 * Field by field, each a YAML text of its own; undefined where the text is not that plain. Fields that are written as
 * in the version before are found by their text, without looking into it.
 */
async function readFields(text: string, before: Fields | undefined): Promise<Fields | undefined> {
  const fields = new Map<string, Field>();
  for (let at = skipComments(text); at < text.length; ) {
    const known = fieldAt(text, at, before);
    const next = known ?? (await readField(text, at));
    if (next?.key === undefined || !next.text || fields.has(next.key)) return undefined;
    fields.set(next.key, next);
    at += next.text.length;
  }
  return fields.size === 0 ? undefined : fields;
}

/** The field of the version before that stands here with the same text, up to the next field. */
function fieldAt(text: string, at: number, before: Fields | undefined): Field | undefined {
  const key = before && text.slice(at, text.indexOf(':', at));
  const known = key === undefined ? undefined : before?.get(key);
  if (!known?.text || !text.startsWith(known.text, at)) return undefined;
  const end = at + known.text.length;
  return end === text.length || startsField(text, end) ? known : undefined;
}

function startsField(text: string, at: number): boolean {
  FIELD.lastIndex = at;
  return FIELD.exec(text.slice(0, at + LONGEST_KEY))?.index === at;
}

/** Longer than any key that FIELD takes, with its colon. */
const LONGEST_KEY = 90;

async function readField(text: string, at: number): Promise<Field | undefined> {
  FIELD.lastIndex = at;
  const head = FIELD.exec(text);
  const key = head?.index === at ? head[1] : undefined;
  const end = FIELD.exec(text)?.index ?? text.length;
  const chunk = text.slice(at, end);
  if (key === undefined || ENTANGLED.test(chunk)) return undefined;
  const { values, problem } = await readYaml(chunk);
  const value = values[0];
  if (problem || values.length !== 1 || !isRecord(value) || Object.keys(value).length !== 1) return undefined;
  return { key, value: value[key], kept: keepField(key, value[key]), text: chunk };
}

/** Where the first line starts that is neither blank nor a comment. */
function skipComments(text: string): number {
  return /^(?:[ ]*(?:#[^\n]*)?\n)*/.exec(text)?.[0].length ?? 0;
}

function fieldsOf(value: Record<string, unknown>, before: Fields | undefined): Fields {
  return new Map(
    Object.entries(value).map(([key, one]) => {
      const known = before?.get(key);
      const isSame = known !== undefined && JSON.stringify(known.value) === JSON.stringify(one);
      return [key, isSame ? known : { value: one, kept: keepField(key, one) }];
    }),
  );
}

const textOf = ({ blocks }: Markdown): string => blocks.map(({ text }) => text).join('\n');
