import type { Workspace } from '../../facts/index.ts';
import { suggest } from '../../text/suggest.ts';
import type { DocumentRef } from '../../types.ts';
import { pathsMeant } from './local-path.ts';

/** The kinds that a document may refer to, and more. */
export type CarrierKind = DocumentRef['kind'];

export const KIND_NAMES: Readonly<Record<CarrierKind, string>> = {
  policy: 'Policy',
  runbook: 'Runbook',
  incident: 'Incident',
  capa: 'CAPA',
  waiver: 'Waiver',
  profile: 'Profile',
  config: 'Configuration',
};

/** What can be referred to. */
export interface Carriers {
  /** Ids by kind. */
  readonly ids: ReadonlyMap<CarrierKind, ReadonlySet<string>>;
  /** Whether a document carries the id, or is the file at that path (relative to a folder above `from`). */
  readonly carries: (id: string, from: string) => boolean;
  /** Whether a document that could not be read, or whose id could not, may carry the id. */
  readonly mayCarry: (id: string, kinds: readonly CarrierKind[]) => boolean;
}

const DIGITS = /\d/;

export function findCarriers(workspace: Workspace): Carriers {
  const { incidents, capas, runbooks, policies, waivers = [], unread } = workspace;
  const documents = [...incidents, ...capas, ...runbooks, ...policies, ...waivers];
  const ids = new Map<CarrierKind, Set<string>>();
  for (const { ref, id } of documents) if (id !== undefined) addTo(ids, ref.kind, id);
  const all = new Set([...ids.values()].flatMap((set) => [...set]));
  const paths = new Set([...documents, ...unread].map(({ ref }) => ref.path));
  const mentions = new Set(unread.flatMap((document) => document.mentions));
  const nameless = documents.filter(({ id }) => id === undefined).map(({ ref }) => ref);
  return {
    ids,
    carries: (id, from) => all.has(id) || pathsMeant(id, from).some((path) => paths.has(path)),
    mayCarry(id, kinds) {
      if (mentions.has(id) || nameless.some((ref) => kinds.includes(ref.kind) && mayBe(ref, id))) return true;
      // An id without a number is not found in a text that could not be parsed, and none in a file that was not read.
      return unread.some((one) => kinds.includes(one.ref.kind) && (!DIGITS.test(id) || one.mentions.length === 0));
    },
  };
}

/** Whether a document without an id may be the one meant. The name of a file that starts with an id tells. */
function mayBe({ path, base }: DocumentRef, id: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return base !== '' || prefixOf(name) !== prefixOf(id) || name.includes(id);
}

/** Letters before the number of an id: "AI-INC" of "AI-INC-2026-014"; undefined where there is no number. */
export function prefixOf(id: string): string | undefined {
  return /^(\p{L}[\p{L}_-]{0,40}?)[-_]?\d/u.exec(id)?.[1]?.toUpperCase();
}

/**
 * The id most likely meant. Another number is another record, not a slip of the keyboard: only digits in another
 * order, or other zeros, count as one.
 */
export function suggestId(given: string, candidates: Iterable<string>): string | undefined {
  const number = digitsOf(given);
  return suggest(
    given,
    [...candidates].filter((id) => digitsOf(id) === number),
  );
}

function digitsOf(id: string): string {
  return (id.slice(0, 100).match(/[1-9]/g) ?? []).sort().join('');
}

function addTo(sets: Map<CarrierKind, Set<string>>, kind: CarrierKind, id: string): void {
  const set = sets.get(kind);
  if (set) set.add(id);
  else sets.set(kind, new Set([id]));
}
