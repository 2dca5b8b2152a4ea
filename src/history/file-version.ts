import { inOurFields, type RecordSource } from '../fields/records.ts';
import { parseFile } from '../parse/index.ts';
import { readYaml } from '../parse/yaml.ts';
import { isRecord } from '../text/is-record.ts';
import type { Markdown } from '../types.ts';
import { keepField } from './shape.ts';

/** One top-level field of a document: what was written, what history keeps of it, and its text where that is known. */
export interface Field {
  /** '' for the text of a Markdown body. */
  readonly key: string;
  readonly value: unknown;
  readonly kept: unknown;
  readonly text?: string;
}

/** A document of a file, by field, in the order of the text. What is written alike in two versions is the same field. */
export type Fields = readonly Field[];

/** One version of a file: its documents. Empty where it could not be parsed. */
export type FileVersion = readonly Fields[];

/**
 * Reads a version of a file. What is written as in a version near by is taken from there and not parsed again: most
 * commits change a field or two.
 */
export async function readVersion(source: RecordSource, text: string, near: FileVersion = []): Promise<FileVersion> {
  const isPlain = /\.ya?ml$/i.test(source.path) && !source.mapping;
  const quick = isPlain ? await readFields(text, near[0] ?? []) : undefined;
  if (quick) return [quick];
  const parsed = await parseFile(source.path, text);
  if (source.kind === 'policy' && parsed.body) {
    const { policyFields } = await import('./policy-version.ts');
    return parsed.problem ? [] : [fieldsOf(await policyFields(parsed.body, parsed.values[0]), near[0] ?? [])];
  }
  const { values, bodies } = inOurFields(parsed, source);
  return values.map((value, i) => {
    const fields = isRecord(value) ? value : {};
    const body = bodies?.[i];
    return fieldsOf(body ? { ...fields, '': textOf(body) } : fields, near[i] ?? []);
  });
}

/** A line at the margin that begins a field of a plain mapping. */
const FIELD = /^([A-Za-z_$][\w$-]{0,80}):(?=[ \n]|$)/gm;
/** What makes the parts of a text depend on each other, or a first line other than a mapping's. */
const ENTANGLED = /[\t\r\0\ufeff]|(?:^|[\s[{,])[&*!?%](?=\S|$| )|(?:^|\n)(?:---|\.\.\.)|^[^\n]*(?:---|%)/;

/**
 * Field by field, each a YAML text of its own; undefined where the text is not that plain. Fields that are written as
 * in the version near by, from the top and from the end, are found by their text, without looking into it.
 */
async function readFields(text: string, near: Fields): Promise<Fields | undefined> {
  const fields: Field[] = [];
  let at = skipComments(text);
  for (const field of near) {
    if (!field.text || !standsAt(text, at, field.text)) break;
    fields.push(field);
    at += field.text.length;
  }
  // The last one may go on in this version.
  if (at < text.length && fields.length > 0 && !startsField(text, at)) at -= fields.pop()?.text?.length ?? 0;
  const tail = sameTail(text, at, near.slice(fields.length));
  const end = text.length - tail.reduce((sum, field) => sum + (field.text?.length ?? 0), 0);
  const isNew = at < end;
  while (at < end) {
    const next = await readField(text, at);
    if (!next?.text) return undefined;
    fields.push(next);
    at += next.text.length;
  }
  for (const field of tail) fields.push(field);
  return fields.length === 0 || (isNew && hasTwice(fields)) ? undefined : fields;
}

/** The last fields of a version that this text ends with, beginning not before `from`. */
function sameTail(text: string, from: number, near: Fields): Fields {
  let count = 0;
  for (let end = text.length; count < near.length; count++) {
    const tail = near[near.length - 1 - count]?.text;
    if (!tail || end - tail.length < from || !standsAt(text, end - tail.length, tail)) break;
    // At the margin only: it could be the end of a longer line.
    if (end - tail.length > 0 && text[end - tail.length - 1] !== '\n') break;
    end -= tail.length;
  }
  return count === 0 ? NONE : near.slice(-count);
}

const NONE: Fields = [];

/** Several times faster than startsWith. */
const standsAt = (text: string, at: number, part: string): boolean => text.slice(at, at + part.length) === part;

function hasTwice(fields: Fields): boolean {
  return new Set(fields.map(({ key }) => key)).size < fields.length;
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

function fieldsOf(value: Record<string, unknown>, near: Fields): Fields {
  return Object.entries(value).map(([key, one]) => {
    const known = near.find((field) => field.key === key);
    const isSame = known !== undefined && JSON.stringify(known.value) === JSON.stringify(one);
    return isSame ? known : { key, value: one, kept: keepField(key, one) };
  });
}

const textOf = ({ blocks }: Markdown): string => blocks.map(({ text }) => text).join('\n');
