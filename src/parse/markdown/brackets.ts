import { normalizeLabel } from './definitions.ts';
import { type Delimiter, type DelimiterStack, pairDelimiters } from './emphasis.ts';
import { scanLabel, scanResource } from './links.ts';

/** An opening bracket that may start a link, an image or a note. */
export interface Bracket {
  readonly isImage: boolean;
  readonly piece: number;
  /** Where the text in the brackets starts. */
  readonly start: number;
  readonly below: Delimiter | undefined;
  /** Another bracket opened in it: it can be no label. */
  hasInner: boolean;
}

/** What of an inline reader the brackets need. */
interface BracketReader {
  readonly source: string;
  readonly labels: ReadonlySet<string>;
  readonly pieces: (string | Delimiter)[];
  readonly stack: DelimiterStack;
  readonly brackets: Bracket[];
  linkFloor: number;
}

export function openBracket(reader: BracketReader, at: number, isImage: boolean): number {
  const { pieces, brackets, stack } = reader;
  const outer = brackets.at(-1);
  if (outer !== undefined) outer.hasInner = true;
  const text = isImage ? '![' : '[';
  brackets.push({ isImage, piece: pieces.length, start: at + text.length, below: stack.last, hasInner: false });
  pieces.push(text);
  return at + text.length;
}

/** Closes the innermost bracket: its text stays, brackets and target go if it is a link, an image or a note. */
export function closeBracket(reader: BracketReader, at: number): number {
  const { pieces, brackets } = reader;
  const bracket = brackets.pop();
  if (bracket === undefined) return addLiteral(reader, at);
  const isActive = bracket.isImage || brackets.length >= reader.linkFloor;
  reader.linkFloor = Math.min(reader.linkFloor, brackets.length);
  const end = isActive ? linkEnd(reader, bracket, at) : -1;
  if (end < 0) return addLiteral(reader, at);
  pairDelimiters(reader.stack, bracket.below);
  const isNote = isFootnote(reader, bracket, at);
  pieces[bracket.piece] = '';
  if (isNote) pieces.fill('', bracket.piece);
  if (!bracket.isImage && !isNote) reader.linkFloor = brackets.length;
  return end;
}

function isFootnote({ source, labels }: BracketReader, bracket: Bracket, at: number): boolean {
  return (
    source.charAt(bracket.start) === '^' &&
    !bracket.isImage &&
    labels.has(source.slice(bracket.start, Math.min(at, bracket.start + 1000)))
  );
}

function linkEnd(reader: BracketReader, bracket: Bracket, at: number): number {
  const { source, labels } = reader;
  if (isFootnote(reader, bracket, at)) return at + 1;
  const resource = scanResource(source, at + 1);
  if (resource >= 0) return resource;
  const reference = scanLabel(source, at + 1);
  if (reference !== undefined && reference.label !== '')
    return labels.has(normalizeLabel(reference.label)) ? reference.end : -1;
  if (bracket.hasInner || at - bracket.start > 999) return -1;
  return labels.has(normalizeLabel(source.slice(bracket.start, at))) ? (reference?.end ?? at + 1) : -1;
}

function addLiteral({ source, pieces }: BracketReader, at: number): number {
  pieces.push(source.charAt(at));
  return at + 1;
}
