/** What the scanner hands on: containers opening and closing around leaves, in the order of the file. */
export type Event =
  | Leaf
  | { readonly kind: 'open'; readonly container: Container }
  | { readonly kind: 'close'; readonly container: Container };

export interface Container {
  readonly kind: 'quote' | 'item' | 'admonition' | 'footnote';
  /** Columns a line must be indented to belong to it (item, admonition, footnote). */
  readonly indent: number;
  readonly line: number;
  readonly ordered: boolean;
  /** Of a footnote; '' for all others. */
  readonly label: string;
  /** Nothing in it yet: such an item ends at a blank line. */
  empty: boolean;
}

/** A line of text inside its containers: `text` starts at the 1-based `column` of line `line`. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export type Leaf =
  | { readonly kind: 'paragraph'; readonly lines: TextLine[] }
  | Heading
  | Code
  | { readonly kind: 'html'; readonly lines: TextLine[] }
  | { readonly kind: 'table'; readonly header: TextLine; readonly rows: TextLine[] }
  | { readonly kind: 'title'; readonly text: string; readonly line: number };

export interface Heading {
  readonly kind: 'heading';
  readonly depth: number;
  readonly lines: readonly TextLine[];
  readonly endLine: number;
}

export interface Code {
  readonly kind: 'code';
  readonly language: string;
  readonly lines: readonly string[];
  readonly line: number;
  readonly endLine: number;
}

/** A piece of inline Markdown as plain text. */
export interface Inline {
  readonly text: string;
  /** Bold text at the start, without a colon at its end; '' where there is none. */
  readonly lead: string;
  /** Nothing but bold text, apart from a number before and a colon after it. */
  readonly isBold: boolean;
}

/** Containers in each other; what opens one beyond this is read as text, so that a line costs no more than this. */
export const MAX_NESTING = 32;
