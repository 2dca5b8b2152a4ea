import type { Reference, Workspace } from '../facts/index.ts';
import type { Draft } from './draft.ts';

/** The records and AI systems that something found concerns. */
export interface Concerned {
  readonly records: readonly string[];
  readonly systems: readonly string[];
}

const NONE: Concerned = { records: [], systems: [] };

/** Asks for each draft: a record's own id and systems; for a CAPA also those of its incidents; for the profile the system. */
export function concernedBy({
  incidents,
  capas,
  runbooks,
  policies,
  profiles,
}: Workspace): (draft: Draft) => Concerned {
  const ids = (list: readonly Reference[]) => list.map(({ id }) => id);
  const ofIncident = new Map(incidents.map(({ id, systems }) => [id, ids(systems)]));
  const byPlace = new Map<string, Concerned>();
  for (const { ref, id, systems } of [...incidents, ...runbooks]) {
    byPlace.set(placeOf(ref), { records: id === undefined ? [] : [id], systems: ids(systems) });
  }
  for (const { ref, id } of policies) byPlace.set(placeOf(ref), { records: id === undefined ? [] : [id], systems: [] });
  for (const { ref, id, parent, sourceRefs } of capas) {
    const sources = parent === undefined ? ids(sourceRefs) : [parent];
    const records = [id, parent].filter((one) => one !== undefined);
    byPlace.set(placeOf(ref), { records, systems: sources.flatMap((source) => ofIncident.get(source) ?? []) });
  }
  const ofProfile = profiles.flatMap(({ ref, systems }) =>
    systems.map(({ id, pointer }) => ({ path: ref.path, id, pointer })),
  );
  return (draft) => {
    if (draft.document.kind !== 'profile') return byPlace.get(placeOf(draft.document)) ?? NONE;
    const pointer = 'pointer' in draft.place ? draft.place.pointer : '';
    const own = ofProfile.filter(
      (one) => one.path === draft.document.path && `${pointer}/`.startsWith(`${one.pointer}/`),
    );
    return { records: [], systems: own.map(({ id }) => id) };
  };
}

const placeOf = ({ path, index, base }: Draft['document']): string => `${path}\0${index}\0${base}`;
