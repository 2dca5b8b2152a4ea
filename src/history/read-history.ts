import type { Classifier } from '../discover.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import { type Commit, type Logged, readLog } from '../git/log.ts';
import { git } from '../git/run.ts';
import { type FileAt, type FileChange, fileChanges } from './file-changes.ts';
import { type HistoryKind, isRecordKind } from './model.ts';
import { type ChangeReader, type RecordChange, readChanges, type Source } from './read-changes.ts';

/** What is read of a repository, and how. */
export interface Scope {
  /** Folder of the repository. */
  readonly root: string;
  readonly kinds: readonly HistoryKind[];
  readonly classifier: Classifier;
  readonly fields: FieldMaps;
  readonly maxBytes: number;
  /** Leave out records that were imported and not changed since: no rule has anything to say of them. */
  readonly changedOnly: boolean;
  /** The clone was cut off: its first commits seem to bring everything, and are left out. */
  readonly isShallow: boolean;
}

/** A commit, and whether it touches an incident or a CAPA. */
export interface ReadCommit extends Commit {
  readonly touchesRecord: boolean;
}

/** A commit of this reading: its parents are settled at the end. */
type NewCommit = Omit<ReadCommit, 'parents'> & { parents: readonly string[] };

/** A document that came with an import and was not read. */
export interface LeftOut {
  readonly commit: Commit;
  readonly after: FileAt;
}

/** What the commits behind a head did, as far as it was read: enough to go on from when more are made. In no order. */
export interface ReadHistory {
  readonly head: string;
  readonly commits: readonly ReadCommit[];
  readonly changes: readonly RecordChange[];
  readonly leftOut: readonly LeftOut[];
  /** By the key of a version that cannot be read: the one that counts in its place. */
  readonly standIns: ReadonlyMap<string, FileAt>;
  /** Versions that are not in this clone. */
  readonly missing: number;
}

/** Documents that came with one commit are an import when they are so many. */
const IMPORT_SIZE = 20;

/**
 * Reads what the commits behind a head did; of those that are known already nothing is read again.
 * @param known of an ancestor of the head
 * @returns undefined where Git fails, or where what is known cannot be joined to what is new
 */
export async function readHistory(scope: Scope, head: string, known?: ReadHistory): Promise<ReadHistory | undefined> {
  const { root, kinds, classifier } = scope;
  const paths = classifier.foldersOf(kinds);
  const reader = readChanges({ ...sourceOf(scope), ...(known ? { standIns: known.standIns } : {}) });
  const news = collect(scope, reader);
  const revisions = known ? [head, `^${known.head}`] : [head];
  const isDone = await readLog(root, { revisions, paths }, { tell: news.tell, pause: reader.pause });
  const leftOut = readImports([...(known?.leftOut ?? []), ...news.leftOut], news.touched, reader);
  const { changes, standIns, missing } = await reader.finish();
  if (!isDone || (known && !(await joinParents(scope, news.commits, known.commits)))) return undefined;
  return {
    head,
    commits: [...(known?.commits ?? []), ...news.commits],
    changes: [...(known?.changes ?? []), ...changes],
    leftOut,
    standIns: new Map([...(known?.standIns ?? []), ...standIns]),
    missing,
  };
}

/** Takes the commits that Git tells of and has the versions behind their changes read. */
function collect({ kinds, classifier, isShallow, changedOnly }: Scope, reader: ChangeReader) {
  const kindOf = remember(classifier.kindOf);
  const isRead = (path: string) => kinds.some((kind) => kind === kindOf(path));
  const commits: NewCommit[] = [];
  const leftOut: LeftOut[] = [];
  const touched = new Set<string>();
  const tell = ({ changes, ...rest }: Logged): void => {
    if (isShallow && rest.parents.length === 0) return;
    const told = fileChanges(changes.filter(({ path }) => isRead(path)));
    const touchesRecord = told.some(({ before, after }) => isRecordKind(kindOf((after ?? before)?.path ?? '')));
    const commit = Object.assign(rest, { touchesRecord });
    commits.push(commit);
    const isImport = changedOnly && told.filter(({ before }) => !before).length >= IMPORT_SIZE;
    const wanted: FileChange[] = [];
    for (const change of told) {
      const { before, after } = change;
      if (isImport && after && !before && !touched.has(after.path)) leftOut.push({ commit, after });
      else wanted.push(change);
    }
    for (const { before, after } of wanted) for (const at of [before, after]) if (at) touched.add(at.path);
    reader.add(commit, wanted);
  };
  return { tell, commits, leftOut, touched };
}

/** How documents are read; of what is not committed, with the text that is checked. */
export function sourceOf({ root, kinds, maxBytes, classifier, fields }: Scope): Source {
  const kindOf = remember(classifier.kindOf);
  return {
    root,
    maxBytes,
    sourceOf: (path) => {
      const kind = kinds.find((known) => known === kindOf(path)) ?? 'incident';
      return { path, kind, mapping: fields.get(kind) };
    },
  };
}

/** Reads the imports that were left out and have been touched since; gives back the others. */
export function readImports(
  leftOut: readonly LeftOut[],
  touched: ReadonlySet<string>,
  reader: Pick<ChangeReader, 'add'>,
): LeftOut[] {
  const out: LeftOut[] = [];
  for (const one of leftOut) {
    if (touched.has(one.after.path)) reader.add(one.commit, [{ after: one.after }]);
    else out.push(one);
  }
  return out;
}

const MOST_JOINTS = 50;

/**
 * Gives new commits the parents they have in the whole history: where it was read up to a commit that changed nothing,
 * Git names that, not the nearest one that did. False where they cannot be told.
 */
async function joinParents(
  { root, kinds, classifier }: Scope,
  commits: readonly NewCommit[],
  known: readonly ReadCommit[],
): Promise<boolean> {
  const ids = new Set([...commits, ...known].map(({ id }) => id));
  const loose = new Set(commits.flatMap(({ parents }) => parents.filter((id) => !ids.has(id))));
  if (loose.size > MOST_JOINTS) return false;
  const nearest = new Map<string, string>();
  for (const id of loose) {
    const args = ['rev-list', '-1', '--full-history', '--parents', id, '--', ...classifier.foldersOf(kinds)];
    const found = (await git(root, args))?.split(/\s/)[0];
    if (found === undefined || (found !== '' && !ids.has(found))) return false;
    nearest.set(id, found);
  }
  const join = (id: string) => nearest.get(id) ?? id;
  for (const commit of commits) commit.parents = commit.parents.map(join).filter((id) => id !== '');
  return true;
}

function remember<T>(tell: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const old = known.get(path);
    if (old !== undefined || known.has(path)) return old as T;
    const value = tell(path);
    known.set(path, value);
    return value;
  };
}
