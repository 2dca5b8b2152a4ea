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
/** What makes the parts of a text depend on each other, or its first lines other than a mapping. */
const ENTANGLED = /[\t\r\0\ufeff]|(?:^|[\s[{,])[&*!?%](?=\S|$| )|\n(?:---|\.\.\.)|^[^\n]*(?:---|%)/;

/** Field by field, each a YAML text of its own; undefined where the text is not that plain. */
async function readFields(text: string, before: Fields | undefined): Promise<Fields | undefined> {
  if (ENTANGLED.test(text)) return undefined;
  const fields = new Map<string, Field>();
  for (const { key, chunk } of chunksOf(text)) {
    if (key === undefined || fields.has(key)) return undefined;
    const known = before?.get(key);
    if (known?.text === chunk) {
      fields.set(key, known);
      continue;
    }
    const { values, problem } = await readYaml(chunk);
    const value = values[0];
    if (problem || values.length !== 1 || !isRecord(value) || Object.keys(value).length !== 1) return undefined;
    fields.set(key, { value: value[key], kept: keepField(key, value[key]), text: chunk });
  }
  return fields;
}

/** The text cut before each line at the margin that begins a field; comments stay with what is above them. */
function chunksOf(text: string): { key: string | undefined; chunk: string }[] {
  const heads = [...text.matchAll(FIELD)];
  const chunks = heads.map(({ 1: key, index }, i) => ({ key, chunk: text.slice(index, heads[i + 1]?.index) }));
  const top = text.slice(0, heads[0]?.index);
  return isComment(top) ? chunks : [{ key: undefined, chunk: top }, ...chunks];
}

const isComment = (text: string): boolean => text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));

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
