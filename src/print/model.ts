/** A policy as it is printed: for Word and PDF alike. */
export interface PrintedPolicy {
  readonly title: string;
  readonly organisation: string;
  /** What a document register asks for, such as id, version, status and owner. */
  readonly control: readonly (readonly [label: string, value: string])[];
  readonly parts: readonly Part[];
  /** Who signs; a name that nobody gave is left to write. */
  readonly signatures: readonly Signature[];
  /** Day of printing, at midnight UTC: the only time in the file. */
  readonly printedOn: Date;
}

export interface Signature {
  readonly role: string;
  readonly name: string;
}

export type Part =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export const SIGNATURE_COLUMNS = ['Role', 'Name', 'Date', 'Signature'] as const;

/** Characters of a small font that fit into the width of the text, about. */
const CAPACITY = 112;
/** What the margins of a cell take, in characters. */
const CELL_MARGIN = 2;

/** Share of the width of each column: room for its longest word, and of what is left more for long texts. */
export function columnWeights(columns: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const needs = columns.map((title, i) => {
    const cells = [title, ...rows.map((row) => row[i] ?? '')];
    const word = Math.max(...cells.flatMap((cell) => cell.split(/\s+/).map(({ length }) => length))) + CELL_MARGIN;
    const text = Math.max(...cells.map(({ length }) => length)) + CELL_MARGIN;
    return { word, wish: (text - word) ** 0.7 };
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const left = Math.max(0, CAPACITY - sum(needs.map(({ word }) => word)));
  const wishes = sum(needs.map(({ wish }) => wish)) || 1;
  return needs.map(({ word, wish }) => word + (left * wish) / wishes);
}
