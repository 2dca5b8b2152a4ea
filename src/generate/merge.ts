import { diff3Merge } from 'node-diff3';

/** The three texts of a policy: as last generated, as people edited it since, as it is generated now. */
export interface Versions {
  readonly base: string | undefined;
  readonly edited: string | undefined;
  readonly generated: string;
}

/** `foreign`: a file that was not generated; `unresolved`: one whose last conflicts still stand in it. Both are left alone. */
export type Regenerated =
  | { readonly outcome: 'written' | 'unchanged' | 'merged'; readonly text: string }
  | { readonly outcome: 'conflicts'; readonly text: string; readonly conflicts: number }
  | { readonly outcome: 'foreign' | 'unresolved' };

const YOURS = '<<<<<<< edited';
const MIDDLE = '=======';
const THEIRS = '>>>>>>> generated';

/**
 * A policy generated again without losing a word that people wrote: their edits and what profile and template changed are
 * joined line by line (every sentence of a generated text has its own), and where both changed the same lines, both stand
 * between conflict markers as Git writes them.
 */
export function regenerate({ base, edited, generated }: Versions): Regenerated {
  if (edited === undefined) return { outcome: 'written', text: generated };
  const text = edited.replaceAll('\r\n', '\n');
  if (text === generated) return { outcome: 'unchanged', text: edited };
  if (base === undefined) return { outcome: 'foreign' };
  if (hasMarkers(text)) return { outcome: 'unresolved' };
  const merged = merge({ base, edited: text, generated });
  const same = edited === text ? merged.text : merged.text.replaceAll('\n', '\r\n');
  if (merged.conflicts > 0) return { outcome: 'conflicts', text: same, conflicts: merged.conflicts };
  return { outcome: same === edited ? 'unchanged' : text === base ? 'written' : 'merged', text: same };
}

function hasMarkers(text: string): boolean {
  return text.split('\n').some((line) => line === YOURS || line === THEIRS);
}

function merge({ base, edited, generated }: Record<keyof Versions, string>) {
  const regions = diff3Merge(edited.split('\n'), base.split('\n'), generated.split('\n'));
  const lines = regions.flatMap(({ ok, conflict }) =>
    conflict ? [YOURS, ...conflict.a, MIDDLE, ...conflict.b, THEIRS] : (ok ?? []),
  );
  return { text: lines.join('\n'), conflicts: regions.filter(({ conflict }) => conflict !== undefined).length };
}
