import type { FieldMaps } from '../fields/mapping.ts';
import { locate, type Sought } from '../locate/index.ts';
import { concealSecrets } from '../text/secrets.ts';
import type { Location, Related } from '../types.ts';
import type { Draft } from './draft.ts';
import type { Placed } from './settle.ts';

const START: Omit<Location, 'file'> = { line: 1, column: 1, end_line: 1, end_column: 1 };

/** Gives every draft its lines and columns: each file with findings is read once more, the others never. */
export async function placeDrafts(
  drafts: readonly Draft[],
  { textOf, fields }: { textOf: (path: string) => string | undefined; fields: FieldMaps },
): Promise<Placed[]> {
  const group = new Map<string, Sought[]>();
  for (const draft of drafts) {
    for (const sought of [draft, ...(draft.related ?? [])]) {
      const list = group.get(sought.document.path) ?? [];
      list.push(sought);
      group.set(sought.document.path, list);
    }
  }
  const locations = new Map<Sought, Location>();
  for (const [path, sought] of group) {
    const text = textOf(path);
    const found = text === undefined ? [] : await locate(text, sought, fields);
    sought.forEach((one, i) => locations.set(one, found[i] ?? { file: path, ...START }));
  }
  const locationOf = (sought: Sought): Location => locations.get(sought) ?? { file: sought.document.path, ...START };
  return drafts.map((draft) => ({
    draft,
    location: locationOf(draft),
    related: (draft.related ?? []).map(
      (one): Related => ({ ...locationOf(one), message: concealSecrets(one.message) }),
    ),
  }));
}
