import { originOf } from '../fields/mapping.ts';
import type { Field } from '../fields/parts.ts';
import type { RecordReading } from '../fields/records.ts';
import { splitCells } from '../parse/markdown/tables.ts';
import { metadataKey } from '../parse/metadata-key.ts';
import { type Locate, type Located, pointerKey, pointerKeys, type Range } from '../parse/source.ts';
import type { LineIndex } from '../text/line-index.ts';

/** Finds fields by our names in documents that have names of their own, or that stand in one text with others. */
export function locateRecords(records: readonly RecordReading[], lines: LineIndex, inner: Locate): Locate {
  return (document, path) => {
    const record = records[document];
    if (!record) return inner(document, path);
    const origin = originOf(path.map((key) => `/${pointerKey(key)}`).join(''), record.origins);
    if ('line' in origin) return { value: wholeLine(lines, origin.line) };
    const keys = pointerKeys(origin.theirs);
    const [key] = keys;
    if (key === undefined && record.line !== undefined) return begin(record, record.line, lines);
    const field = keys.length === 1 ? record.fields.find(({ name }) => metadataKey(name) === key) : undefined;
    return (record.line === undefined ? inner(document, keys) : undefined) ?? (field && locateField(field, lines));
  };
}

/** Where a record begins that shares its text with others: its heading, or the first cell of its row. */
function begin({ fields }: RecordReading, line: number, lines: LineIndex): Located {
  const cell = fields.find((field) => field.line === line);
  const key = cell ? locateField(cell, lines).value : wholeLine(lines, line);
  return { key, value: key };
}

function locateField({ line, at, value }: Field, lines: LineIndex): Located {
  const text = lines.text(line);
  const margin = /^[\s>]*/.exec(text)?.[0].length ?? 0;
  const column = 'column' in at ? at.column : margin + (splitCells(text.slice(margin))[at.cell]?.at ?? 0) + 1;
  const start = lines.offset({ line, column });
  return { value: { start, end: start + Math.max(1, value.length) } };
}

function wholeLine(lines: LineIndex, line: number): Range {
  const text = lines.text(line);
  const start = lines.offset({ line, column: text.length - text.trimStart().length + 1 });
  return { start, end: lines.offset({ line, column: Math.max(1, text.trimEnd().length + 1) }) };
}
