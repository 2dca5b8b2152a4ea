import type { Commit, Person } from '../git/log.ts';
import type { FileAt } from './file-changes.ts';
import type { FieldChange, RecordVersion } from './model.ts';
import type { RecordChange } from './read-changes.ts';
import type { LeftOut, ReadCommit, ReadHistory } from './read-history.ts';

/**
 * What was read of a history as plain JSON: each person, reference and version once, a version by what differs from its
 * neighbour, a parent by its place. Some 300 bytes a commit.
 */
export interface Packed {
  readonly head: string;
  readonly people: readonly Person[];
  readonly commits: readonly PackedCommit[];
  readonly refs: readonly RecordVersion['ref'][];
  readonly versions: readonly PackedVersion[];
  readonly changes: readonly PackedChange[];
  readonly leftOut: readonly (readonly [commit: number, path: string, blob: string])[];
  readonly standIns: readonly (readonly [key: string, at: FileAt])[];
}

type PackedCommit = readonly [
  id: string,
  /** Place among the commits; an id where it is not among them. */
  parents: readonly (number | string)[],
  author: number,
  authoredAt: number,
  committer: number,
  committedAt: number,
  flags: number,
  subject: string,
];

type Value = Record<string, unknown>;

/** Fields that went are null: none is kept as null. */
type PackedVersion = readonly [ref: number, id: string | null, blob: string, like: number, differs: Value];

type PackedChange = readonly [commit: number, before: number, after: number, fields: readonly PackedField[]];

type PackedField = readonly [
  pointer: string,
  before: string | null,
  after: string | null,
  share: number,
  was?: string | undefined,
];

const NONE = -1;
const SIGNED = 1;
const TOUCHES_RECORD = 2;

export function pack({ head, commits, changes, leftOut, standIns }: ReadHistory): Packed {
  const places = new Map(commits.map(({ id }, i) => [id, i]));
  const people = createList<Person>(({ name, email }) => `${name}\0${email}`);
  const refs = createList<RecordVersion['ref']>(({ kind, path, index, base }) => `${kind} ${index} ${base} ${path}`);
  const versions = packVersions(refs.add);
  const placeOf = ({ id }: Commit) => places.get(id) ?? NONE;
  return {
    head,
    commits: commits.map((commit) => [
      commit.id,
      commit.parents.map((id) => places.get(id) ?? id),
      people.add(commit.author),
      commit.authoredAt,
      people.add(commit.committer),
      commit.committedAt,
      (commit.isSigned ? SIGNED : 0) | (commit.touchesRecord ? TOUCHES_RECORD : 0),
      commit.subject,
    ]),
    changes: changes.map(({ commit, before, after, changes: fields }) => {
      const young = after ? versions.add(after, undefined) : NONE;
      const old = before ? versions.add(before, after) : NONE;
      return [placeOf(commit), old, young, fields.map(packField)];
    }),
    people: people.items,
    refs: refs.items,
    versions: versions.items,
    leftOut: leftOut.map(({ commit, after }) => [placeOf(commit), after.path, after.blob]),
    standIns: [...standIns],
  };
}

function createList<T>(keyOf: (item: T) => string): { items: T[]; add: (item: T) => number } {
  const items: T[] = [];
  const places = new Map<string, number>();
  const add = (item: T): number => {
    const key = keyOf(item);
    const place = places.get(key) ?? items.push(item) - 1;
    places.set(key, place);
    return place;
  };
  return { items, add };
}

function packVersions(refOf: (ref: RecordVersion['ref']) => number) {
  const items: PackedVersion[] = [];
  const places = new Map<RecordVersion, number>();
  const add = (version: RecordVersion, like: RecordVersion | undefined): number => {
    const known = places.get(version);
    if (known !== undefined) return known;
    const { ref, id, blob, value } = version;
    const base = like && places.get(like);
    const differs = base === undefined ? (value as Value) : difference(value as Value, (like?.value ?? {}) as Value);
    const place = items.push([refOf(ref), id ?? null, blob, base ?? NONE, differs]) - 1;
    places.set(version, place);
    return place;
  };
  return { items, add };
}

function difference(value: Value, from: Value): Value {
  const differs: Value = {};
  for (const key of Object.keys(value)) if (value[key] !== from[key]) differs[key] = value[key];
  for (const key of Object.keys(from)) if (!(key in value)) differs[key] = null;
  return differs;
}

const packField = ({ pointer, before, after, share, was }: FieldChange): PackedField =>
  was === undefined
    ? [pointer, before ?? null, after ?? null, share]
    : [pointer, before ?? null, after ?? null, share, was];

export function unpack(packed: Packed): ReadHistory {
  const { head, people, refs, leftOut, standIns } = packed;
  const commits = packed.commits.map((commit) => unpackCommit(commit, packed.commits, people));
  const versions: RecordVersion[] = [];
  for (const [ref, id, blob, like, differs] of packed.versions) {
    const value = like === NONE ? differs : apply(differs, at(versions, like).value as Value);
    versions.push({ ref: at(refs, ref), id: id ?? undefined, value, blob });
  }
  return {
    head,
    commits,
    changes: packed.changes.map(
      ([commit, before, after, fields]): RecordChange => ({
        commit: at(commits, commit),
        ...(before === NONE ? {} : { before: at(versions, before) }),
        ...(after === NONE ? {} : { after: at(versions, after) }),
        changes: fields.map(unpackField),
      }),
    ),
    leftOut: leftOut.map(([commit, path, blob]): LeftOut => ({ commit: at(commits, commit), after: { path, blob } })),
    standIns: new Map(standIns),
    missing: 0,
  };
}

function unpackCommit(packed: PackedCommit, all: readonly PackedCommit[], people: readonly Person[]): ReadCommit {
  const [id, parents, author, authoredAt, committer, committedAt, flags, subject] = packed;
  return {
    id,
    parents: parents.map((parent) => (typeof parent === 'number' ? at(all, parent)[0] : parent)),
    author: at(people, author),
    authoredAt,
    committer: at(people, committer),
    committedAt,
    isSigned: (flags & SIGNED) !== 0,
    subject,
    touchesRecord: (flags & TOUCHES_RECORD) !== 0,
  };
}

function apply(differs: Value, from: Value): Value {
  const value = { ...from, ...differs };
  for (const key of Object.keys(differs)) if (differs[key] === null) delete value[key];
  return value;
}

const unpackField = ([pointer, before, after, share, was]: PackedField): FieldChange => ({
  pointer,
  ...(was === undefined ? {} : { was }),
  ...(before === null ? {} : { before }),
  ...(after === null ? {} : { after }),
  share,
});

/** @throws RangeError where a file refers to what it does not hold */
function at<T>(list: readonly T[], place: number): T {
  const item = list[place];
  if (item === undefined) throw new RangeError(`no item ${place}`);
  return item;
}
