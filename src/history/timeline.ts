import type { Commit } from '../git/log.ts';
import { diff } from './diff.ts';
import type { RecordHistory, RecordVersion, Transition } from './model.ts';
import { pullRequestIn } from './order.ts';
import type { RecordChange } from './read-changes.ts';

interface Growing {
  readonly transitions: Transition[];
  id: string | undefined;
  last: RecordVersion;
}

export interface Story {
  /** Parents before children. */
  readonly commits: readonly Commit[];
  readonly changes: readonly RecordChange[];
  /** The commit on the main line that brought each commit. */
  readonly landings: ReadonlyMap<string, Commit>;
  /** Blob of a file in what is checked; undefined where there is none. */
  readonly blobAt: (path: string) => string | undefined;
}

/** Puts what commits did into one history for each record: by place, and by id where a record went and came back elsewhere. */
export function recordHistories({ commits, changes, landings, blobAt }: Story): RecordHistory[] {
  const order = new Map(commits.map(({ id }, i) => [id, i]));
  const byPlace = new Map<string, Growing>();
  const byId = new Map<string, Growing>();
  const all: Growing[] = [];
  for (const change of joinMoves(inOrder(changes, order))) {
    const { commit } = change;
    const version = change.after ?? change.before;
    if (!version) continue;
    const { before = version } = change;
    let record = byPlace.get(placeOf(before)) ?? (before.id === undefined ? undefined : byId.get(keyOf(before)));
    if (record && !change.before && isStillThere(record, version)) record = undefined;
    if (!record) all.push((record = { transitions: [], id: version.id, last: version }));
    const landing = landings.get(commit.id);
    const pullRequest = landing && pullRequestIn(landing);
    record.transitions.push({
      commit,
      ...(change.before ? { before: change.before } : {}),
      ...(change.after ? { after: change.after } : {}),
      changes: change.changes,
      ...(landing ? { landing: landing.id, landedAt: landing.committedAt } : {}),
      ...(pullRequest === undefined ? {} : { pullRequest }),
      ...(commit.id === '' ? { isProposed: true } : {}),
    });
    record.last = version;
    record.id = version.id ?? record.id;
    byPlace.set(placeOf(version), record);
    if (version.id !== undefined) byId.set(keyOf(version), record);
  }
  return all.map((record) => finish(record, blobAt)).sort(byName);
}

/** By commit; what one commit did, by path. */
function inOrder(changes: readonly RecordChange[], order: ReadonlyMap<string, number>): RecordChange[] {
  const place = ({ commit }: RecordChange) => order.get(commit.id) ?? -1;
  const path = ({ before, after }: RecordChange) => (after ?? before)?.ref.path ?? '';
  const compare = (a: RecordChange, b: RecordChange) => {
    const [x, y] = [path(a), path(b)];
    return place(a) - place(b) || (x < y ? -1 : x > y ? 1 : 0);
  };
  return [...changes].sort(compare);
}

/** The id tells a record kept among others; a document that is its record is told by its place. */
const placeOf = ({ ref, id }: RecordVersion): string =>
  `${ref.path}\0${ref.index}\0${ref.base === '' ? '' : (id ?? ref.base)}`;
const keyOf = ({ ref, id }: RecordVersion): string => `${ref.kind} ${id}`;

/** A second file with the id of a record that has not gone is another record. */
function isStillThere({ transitions, last }: Growing, version: RecordVersion): boolean {
  return transitions.at(-1)?.after !== undefined && placeOf(last) !== placeOf(version);
}

/** A record that went and came in one commit is one that moved, be it from a file into another record. */
function joinMoves(changes: readonly RecordChange[]): RecordChange[] {
  const gone = new Map<string, RecordChange>();
  for (const change of changes) {
    if (change.before && !change.after && change.before.id !== undefined)
      gone.set(moveKey(change, change.before), change);
  }
  const used = new Set<RecordChange>();
  const joined = changes.map((change) => {
    const from = change.after && !change.before ? gone.get(moveKey(change, change.after)) : undefined;
    if (!from?.before || !change.after) return change;
    used.add(from);
    return { ...change, before: from.before, changes: diff(from.before.value, change.after.value) };
  });
  return joined.filter((change) => !used.has(change));
}

const moveKey = ({ commit }: RecordChange, { ref, id }: RecordVersion): string => `${commit.id} ${ref.kind} ${id}`;

function finish({ transitions, id, last }: Growing, blobAt: Story['blobAt']): RecordHistory {
  const versions = transitions.flatMap(({ after }) => after ?? []);
  const isThere = ({ ref, blob }: RecordVersion) => blobAt(ref.path) === blob;
  // A file that was changed since the last commit that counts is there all the same.
  const isGone = transitions.at(-1)?.after === undefined || blobAt(last.ref.path) === undefined;
  const now = versions.findLast(isThere) ?? (isGone ? undefined : last);
  return { kind: last.ref.kind, id, ref: (now ?? last).ref, transitions, ...(now ? { now } : {}) };
}

function byName(a: RecordHistory, b: RecordHistory): number {
  const [x, y] = [a, b].map(({ id, ref }) => `${id ?? ''}\0${ref.path}\0${ref.index}\0${ref.base}`);
  return x === y ? 0 : (x ?? '') < (y ?? '') ? -1 : 1;
}
