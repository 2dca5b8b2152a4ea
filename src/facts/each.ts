const NOTHING: readonly never[] = [];

/**
 * What each entry of a list gives, where it gives something. Most lists of most records are absent or empty, and facts
 * are kept for all of them: those share one empty list.
 */
export function each<T, U>(
  list: readonly T[] | undefined,
  give: (entry: T, index: number) => U | undefined,
): readonly U[] {
  if (list === undefined || list.length === 0) return NOTHING;
  const given: U[] = [];
  list.forEach((entry, i) => {
    const one = give(entry, i);
    if (one !== undefined) given.push(one);
  });
  return given.length === 0 ? NOTHING : given;
}
