/** `a`, `a and b`, `a, b and c`; of more than `most` names the rest is counted: `a, b and 7 more`. */
export function joinNames(
  names: readonly string[],
  word: 'and' | 'or' = 'and',
  most = Number.POSITIVE_INFINITY,
): string {
  const shown = names.length > most ? [...names.slice(0, most), `${names.length - most} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}
