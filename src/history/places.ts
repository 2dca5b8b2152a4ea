import type { Project } from '../config/load.ts';
import { fieldMaps } from '../fields/mapping.ts';
import { readBlobs } from '../git/blobs.ts';
import { locate } from '../locate/index.ts';
import type { Location } from '../types.ts';
import type { FieldChange, RecordHistory, RecordVersion } from './model.ts';

/** Where a changed field stands in both versions; absent where it has no place there. */
export interface ChangedPlace {
  readonly before?: Location;
  readonly after?: Location;
}

interface Sought {
  readonly change: FieldChange;
  readonly side: keyof ChangedPlace;
  readonly pointer: string;
}

const LARGEST = 1024 * 1024;

/** The place of every changed field of one record, in the version before and in the one after; read from Git anew. */
export async function placesOf(
  { base, config }: Project,
  { transitions }: RecordHistory,
): Promise<ReadonlyMap<FieldChange, ChangedPlace>> {
  const wanted = new Map<RecordVersion, Sought[]>();
  for (const { before, after, changes } of transitions) {
    if (!before || !after) continue;
    for (const change of changes) {
      const { pointer, was = pointer } = change;
      if (change.before !== undefined) add(wanted, before, { change, side: 'before', pointer: was });
      if (change.after !== undefined) add(wanted, after, { change, side: 'after', pointer });
    }
  }
  const versions = [...wanted].filter(([{ blob }]) => blob !== '');
  const places = new Map<FieldChange, ChangedPlace>();
  const fields = fieldMaps(config);
  let at = 0;
  for await (const blob of readBlobs(base, { ids: versions.map(([{ blob: id }]) => id), maxBytes: LARGEST })) {
    const [version, sought] = versions[at++] ?? [];
    if (!version || !sought || !Buffer.isBuffer(blob)) continue;
    const sites = sought.map(({ pointer }) => ({
      document: version.ref,
      place: pointer === '' ? ({ line: 1 } as const) : { pointer },
    }));
    const found = await locate(blob.toString('utf8').replace(/^\ufeff/, ''), sites, fields);
    sought.forEach(({ change, side }, i) => {
      const location = found[i];
      if (location) places.set(change, { ...places.get(change), [side]: location });
    });
  }
  return places;
}

function add(wanted: Map<RecordVersion, Sought[]>, version: RecordVersion, sought: Sought): void {
  wanted.set(version, [...(wanted.get(version) ?? []), sought]);
}
