import type { MetadataEntry } from '../../types.ts';
import { readInline } from './inline.ts';
import type { TextLine } from './model.ts';
import { type Cell, splitCells } from './tables.ts';

/** What documents call their own fields; enough to tell such a table from one of content. */
const FIELD =
  /\b(?:owner|version|status|authors?|approv(?:al|ed|er)|effective|review(?:ed|er|s)?|revision|classification|date|document|policy|id|number|department|contact|scope|applies|next|last|updated|issued|supersedes|custodian|sponsor|prepared)\b/i;
/** Headings of a column of values. */
const GENERIC =
  /^(?:values?|details?|descriptions?|information|content|data|entry|name|date|role|notes?|response|owner|person|)$/i;
const LONGEST_KEY = 60;
const MOST_WORDS = 7;

interface Row {
  readonly line: TextLine;
  readonly cells: readonly Cell[];
}

/**
 * The pairs in a table that describes the document: a column of keys and one of values (or two of each), or one row
 * under a header of keys.
 */
export function readTableMetadata(
  table: { readonly header: TextLine; readonly rows: readonly TextLine[] },
  labels: ReadonlySet<string>,
): MetadataEntry[] {
  const header = toRow(table.header);
  const rows = table.rows.map(toRow);
  const width = header.cells.length;
  const entry = (row: Row, key: Cell | undefined, value: Cell | undefined): MetadataEntry[] =>
    key === undefined ? [] : toEntry(row, { key, value, labels });
  if (width === 2 || width === 4) {
    const all = isPairHeader(header) ? [header, ...rows] : rows;
    const keys = rows.length > 0 ? rows : all;
    const isPairs = countFields(keys, 0) > 0 && (width === 2 || countFields(keys, 2) > 0);
    if (isPairs) {
      return all.flatMap((row) => [
        ...entry(row, row.cells[0], row.cells[1]),
        ...entry(row, row.cells[2], row.cells[3]),
      ]);
    }
  }
  const [only] = rows;
  const isTransposed = rows.length === 1 && header.cells.filter((cell) => isField(cell)).length > 1;
  if (!isTransposed || only === undefined) return [];
  return header.cells.flatMap((key, index) => {
    const value = only.cells[index];
    return value === undefined || value.text === '' ? entry(header, key, undefined) : entry(only, key, value);
  });
}

function toRow(line: TextLine): Row {
  return { line, cells: splitCells(line.text) };
}

function isField(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.text.length <= LONGEST_KEY && FIELD.test(cell.text);
}

function countFields(rows: readonly Row[], column: number): number {
  return rows.filter((row) => isField(row.cells[column])).length;
}

/** A table without a header of its own: the first pair stands where the header is. */
function isPairHeader({ cells }: Row): boolean {
  const [key, value] = cells;
  return isField(key) && value !== undefined && !GENERIC.test(value.text.replace(/[*_]/g, '').trim());
}

function toEntry(
  row: Row,
  { key, value, labels }: { key: Cell; value: Cell | undefined; labels: ReadonlySet<string> },
): MetadataEntry[] {
  const name = readInline(key.text, labels).text.replace(/ ?:$/, '');
  if (name === '' || name.length > LONGEST_KEY || name.split(' ').length > MOST_WORDS) return [];
  const text = value === undefined ? '' : readInline(value.text, labels).text;
  const { at } = value === undefined || value.text === '' ? key : value;
  return [{ key: name, value: text, line: row.line.line, column: row.line.column + at, source: 'table' }];
}
