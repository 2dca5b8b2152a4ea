/** A run of `*`, `_` or `~` that may open or close emphasis (CommonMark §6.2, GFM §6.5). */
export interface Delimiter {
  readonly marker: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Index among the pieces of the text. */
  readonly piece: number;
  /** Characters not used yet: what is left at the end is text. */
  left: number;
  previous: Delimiter | undefined;
  next: Delimiter | undefined;
}

/** Pieces `from` to `to` stand between the markers of strong emphasis or of deleted text. */
export interface Span {
  readonly kind: 'strong' | 'deleted';
  readonly from: number;
  readonly to: number;
}

/** The open runs, a stack whose inside can be taken out. */
export interface DelimiterStack {
  last: Delimiter | undefined;
  readonly spans: Span[];
}

/** Reads the run at `at`. */
export function readDelimiter(source: string, at: number, piece: number): Delimiter {
  const marker = source.charAt(at);
  let end = at;
  while (source.charAt(end) === marker) end++;
  const before = characterClass(source, at - 1);
  const after = characterClass(source, end);
  const isLeft = after !== 'space' && (after !== 'punctuation' || before !== 'other');
  const isRight = before !== 'space' && (before !== 'punctuation' || after !== 'other');
  const isWord = marker === '_';
  const length = end - at;
  return {
    marker,
    length,
    canOpen: isLeft && (!isWord || !isRight || before === 'punctuation'),
    canClose: isRight && (!isWord || !isLeft || after === 'punctuation'),
    piece,
    left: length,
    previous: undefined,
    next: undefined,
  };
}

function characterClass(source: string, at: number): 'space' | 'punctuation' | 'other' {
  const character = source.charAt(at);
  if (character === '' || /\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'other';
}

export function pushDelimiter(stack: DelimiterStack, delimiter: Delimiter): void {
  delimiter.previous = stack.last;
  if (stack.last !== undefined) stack.last.next = delimiter;
  stack.last = delimiter;
}

/** Pairs the runs above `bottom` and takes them off the stack (CommonMark appendix, "process emphasis"). */
export function pairDelimiters(stack: DelimiterStack, bottom: Delimiter | undefined): void {
  const bottoms = new Map<string, number>();
  let closer = stack.last === bottom ? undefined : firstAbove(stack.last, bottom);
  while (closer !== undefined) closer = closer.canClose ? pairCloser(stack, closer, { bottom, bottoms }) : closer.next;
  stack.last = bottom;
  if (bottom !== undefined) bottom.next = undefined;
}

function firstAbove(last: Delimiter | undefined, bottom: Delimiter | undefined): Delimiter | undefined {
  let first = last;
  while (first !== undefined && first.previous !== bottom) first = first.previous;
  return first;
}

interface Bottoms {
  readonly bottom: Delimiter | undefined;
  /** Before this piece there is no opener for a closer of this sort; this is what keeps pairing linear. */
  readonly bottoms: Map<string, number>;
}

/** Pairs one closer with its nearest opener, if any. The closer to look at next. */
function pairCloser(stack: DelimiterStack, closer: Delimiter, { bottom, bottoms }: Bottoms): Delimiter | undefined {
  const sort = `${closer.marker}${closer.canOpen}${closer.marker === '~' ? closer.length : closer.length % 3}`;
  const opener = findOpener(closer, bottom, bottoms.get(sort) ?? 0);
  if (opener === undefined) {
    bottoms.set(sort, closer.piece);
    const { next } = closer;
    if (!closer.canOpen) unlink(stack, closer);
    return next;
  }
  const used = closer.marker === '~' ? closer.length : opener.left > 1 && closer.left > 1 ? 2 : 1;
  const kind = closer.marker === '~' ? 'deleted' : used === 2 ? 'strong' : undefined;
  if (kind !== undefined) stack.spans.push({ kind, from: opener.piece, to: closer.piece });
  opener.left -= used;
  closer.left -= used;
  opener.next = closer;
  closer.previous = opener;
  if (opener.left === 0) unlink(stack, opener);
  if (closer.left > 0) return closer;
  const { next } = closer;
  unlink(stack, closer);
  return next;
}

function findOpener(closer: Delimiter, bottom: Delimiter | undefined, from: number): Delimiter | undefined {
  let opener = closer.previous;
  while (opener !== undefined && opener !== bottom && opener.piece >= from) {
    if (isPair(opener, closer)) return opener;
    opener = opener.previous;
  }
  return undefined;
}

function isPair(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.marker !== closer.marker || !opener.canOpen) return false;
  if (closer.marker === '~') return opener.length === closer.length && closer.length < 3;
  const isEither = opener.canClose || closer.canOpen;
  return !isEither || (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

function unlink(stack: DelimiterStack, delimiter: Delimiter): void {
  if (delimiter.previous !== undefined) delimiter.previous.next = delimiter.next;
  if (delimiter.next === undefined) stack.last = delimiter.previous;
  else delimiter.next.previous = delimiter.previous;
}
