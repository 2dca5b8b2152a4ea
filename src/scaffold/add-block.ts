import { isRecord } from '../text/is-record.ts';

/** A file that one record is alone in, as it was parsed. */
export interface RecordFile {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Offsets of the front matter in a Markdown file. */
  readonly frontMatter?: { readonly start: number; readonly end: number } | undefined;
}

/** Adds a block to the end of a record's mapping; undefined where what stands there leaves no place for it. */
export function addBlock({ text, values, frontMatter }: RecordFile, block: string): string | undefined {
  const [value] = values;
  if (values.length !== 1 || !isRecord(value)) return undefined;
  const { start, end } = frontMatter ?? { start: 0, end: text.length };
  const record = text.slice(start, end).trimEnd();
  // A mapping in brackets, or with an end of its own, takes no further lines.
  if (/^[{[]/.test(record.replace(/^(?:\s*#.*\n|---\s*\n)*/, '')) || /^\.\.\.$/m.test(record)) return undefined;
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const tail = frontMatter ? newLine + text.slice(end).replace(/^(?:\r?\n)+/, '') : '';
  return `${text.slice(0, start)}${record}${newLine}${block.trimEnd().replaceAll('\n', newLine)}${tail || newLine}`;
}
