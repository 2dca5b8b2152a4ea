import type { Violation } from '../validate/index.ts';
import type { Draft } from './draft.ts';

/** What the schema found wrong, or misspelt, is not told again by a rule. */
export function isCovered(
  draft: Draft,
  violations: readonly Pick<Violation, 'covers' | 'pointer' | 'kind'>[],
): boolean {
  if (!('pointer' in draft.place)) return false;
  const pointers = [draft.place.pointer, ...(draft.unless ?? [])].map((place) => draft.document.base + place);
  return pointers.some((pointer) => explains(violations, pointer));
}

function explains(violations: readonly Pick<Violation, 'covers' | 'pointer' | 'kind'>[], pointer: string): boolean {
  return violations.some(({ covers, pointer: wrong, kind }) => {
    const places = kind === 'missing' ? [wrong] : covers;
    const isItem =
      kind !== 'missing' && wrong.startsWith(`${pointer}/`) && /^\d+$/.test(wrong.slice(pointer.length + 1));
    return isItem || places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
  });
}
