import leven from 'leven';

/** Longer names are hostile or prose: no slip of the keyboard to mend. */
const LONGEST_NAME = 100;
const MOST_LISTED = 30;

/**
 * The one allowed value that `given` is most likely a misspelling of: at an edit distance of at most 2, or a third of
 * its length, or at most `most`; case, `-`, `_` and spaces do not count. The first wins a tie.
 */
export function suggest(given: string, allowed: readonly string[], most?: number): string | undefined {
  if (given.length > LONGEST_NAME) return undefined;
  const name = fold(given);
  let best: string | undefined;
  let distance = (most ?? reach(name)) + 1;
  for (const candidate of allowed) {
    const folded = fold(candidate);
    const found = leven(name, folded, { maxDistance: distance });
    if (found < distance) {
      best = candidate;
      distance = found;
    }
  }
  return best;
}

/** What would have been right: `expected one of "a", "b"; did you mean "a"?` */
export function describeAllowed(given: string, allowed: readonly string[]): string {
  const near = suggest(given, allowed);
  return `expected ${listValues(allowed)}${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

/** `"a"` for one value, `one of "a", "b"` for more; a long list is cut and says so. */
export function listValues(values: readonly string[]): string {
  const shown = values.slice(0, MOST_LISTED).map((value) => `"${value}"`);
  const rest = values.length - shown.length;
  const list = shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return values.length === 1 ? list : `one of ${list}`;
}

/** In a very short name two edits leave nothing of it. */
function reach(name: string): number {
  return name.length <= 3 ? Math.min(1, name.length - 1) : Math.max(2, Math.floor(name.length / 3));
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '');
}
