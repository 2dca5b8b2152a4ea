/**
 * Patterns for ids come from the configuration of the repository under check, so they are a small regular language
 * that is matched without backtracking: characters, `.`, `\d`, `\w`, classes `[A-Z]` and groups `(…|…)` with no group
 * inside, each with `?`, `*`, `+`, `{n}`, `{n,}` or `{n,m}`; `^` first and `$` last. Time grows with the length of the
 * pattern and the square of the length of the id.
 */
const ATOM = '(?:[\\w ./:#@-]|\\\\[dw.]|\\[[\\w ./:#-]{1,60}\\])';
const TIMES = '(?:[?*+]|\\{\\d{1,2}(?:,\\d{0,2})?\\})?';

/** The language as the configuration schema checks it (`pattern` of JSON Schema). */
export const PATTERN_LANGUAGE = `^\\^?(?:${ATOM}${TIMES}|\\((?:${ATOM}${TIMES}|\\|){1,60}\\)${TIMES}){1,60}\\$?$`;

/** Longer ids fit no pattern. */
export const LONGEST_ID = 100;

interface Piece {
  /** One character, or the branches of a group. */
  readonly one: RegExp | readonly (readonly Piece[])[];
  readonly min: number;
  readonly max: number;
}

type Positions = ReadonlySet<number>;

/**
 * Makes the test whether an id fits a pattern of the language above.
 * @throws SyntaxError for a pattern outside of it, or with a range that runs backwards.
 */
export function readPattern(pattern: string): (id: string) => boolean {
  if (!new RegExp(PATTERN_LANGUAGE).test(pattern)) throw new SyntaxError(`Unexpected pattern ${pattern}`);
  const [fromStart, toEnd] = [pattern.startsWith('^'), pattern.endsWith('$')];
  const pieces = readPieces(pattern.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined));
  return (id) => {
    if (id.length > LONGEST_ID) return false;
    const starts = fromStart ? [0] : Array.from({ length: id.length + 1 }, (_, i) => i);
    const ends = followAll(pieces, new Set(starts), id);
    return toEnd ? ends.has(id.length) : ends.size > 0;
  };
}

function readPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [, group, atom = '', times = ''] of source.matchAll(
    new RegExp(`(?:\\(([^()]*)\\)|(${ATOM}))(${TIMES})`, 'g'),
  )) {
    const one = group === undefined ? new RegExp(`^${atom}$`) : group.split('|').map(readPieces);
    pieces.push({ one, ...readTimes(times) });
  }
  return pieces;
}

function readTimes(times: string): { min: number; max: number } {
  if (times === '') return { min: 1, max: 1 };
  if (times === '?') return { min: 0, max: 1 };
  if (times === '*' || times === '+') return { min: times === '+' ? 1 : 0, max: Number.POSITIVE_INFINITY };
  const [min = '', max] = times.slice(1, -1).split(',');
  return {
    min: Number(min),
    max: max === undefined ? Number(min) : max === '' ? Number.POSITIVE_INFINITY : Number(max),
  };
}

function followAll(pieces: readonly Piece[], starts: Positions, id: string): Positions {
  return pieces.reduce((positions, piece) => repeat(piece, positions, id), starts);
}

/** Once the least number of times is reached, a position is followed only the first time it is met. */
function repeat(piece: Piece, starts: Positions, id: string): Positions {
  const reached = new Set(piece.min === 0 ? starts : []);
  let current = starts;
  for (let times = 1; times <= piece.max && current.size > 0; times++) {
    const next = once(piece.one, current, id);
    if (times < piece.min) {
      current = next;
      continue;
    }
    current = new Set([...next].filter((position) => !reached.has(position)));
    for (const position of current) reached.add(position);
  }
  return reached;
}

function once(one: Piece['one'], starts: Positions, id: string): Positions {
  if (one instanceof RegExp) {
    return new Set([...starts].filter((at) => at < id.length && one.test(id.charAt(at))).map((at) => at + 1));
  }
  return new Set(one.flatMap((branch) => [...followAll(branch, starts, id)]));
}
