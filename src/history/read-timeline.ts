import type { Classifier } from '../discover.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import { type Commit, type Logged, type Person, readLog } from '../git/log.ts';
import { commitTime, isShallow } from '../git/revision.ts';
import { listTree } from '../git/tree.ts';
import { openCache } from './cache.ts';
import { changesByFile, type FileChange, WORK_TREE } from './file-changes.ts';
import { BROKEN, LATER, MISSING, SHALLOW } from './gaps.ts';
import type { RecordKind, Timeline } from './model.ts';
import { madeAfter, parentsFirst, pullRequests } from './order.ts';
import { readChanges, type Source } from './read-changes.ts';
import { recordHistories } from './timeline.ts';

export const RECORD_KINDS = ['incident', 'capa'] as const;

/** A change under check: what it makes of the files it touches, as one step on top of its base. */
export interface Proposal {
  readonly paths: readonly string[];
  /** What is checked of a file; undefined where it is gone. */
  readonly textOf: (path: string) => string | undefined;
  readonly author: Person;
}

export interface HistoryRequest {
  /** Folder of the repository. */
  readonly root: string;
  /** Commit whose history is read; with a proposal, its base. */
  readonly head: string;
  /** Milliseconds since the epoch; what was committed later is left out. */
  readonly asOf: number;
  readonly classifier: Classifier;
  readonly fields: FieldMaps;
  readonly maxBytes: number;
  readonly proposal?: Proposal;
  /** Whatever of the configuration decides which files are records and how they are read. */
  readonly settings: unknown;
  /** Leave out records that were imported and not changed since: no rule has anything to say of them. */
  readonly changedOnly?: boolean;
}

/** What Git remembers of the records of a project: kept from the last run where nothing was committed since, else read. */
export async function openTimeline(request: HistoryRequest): Promise<Timeline> {
  const { root, head, asOf, maxBytes, settings, changedOnly = false, proposal } = request;
  const [shallow, headAt] = await Promise.all([isShallow(root), commitTime(root, head)]);
  // What depends on more than the commit is not kept.
  if (proposal || shallow || (headAt ?? asOf) > asOf) return readTimeline(request);
  const cache = await openCache(root, [head, settings, maxBytes, changedOnly]);
  const known = cache.read();
  if (known) return known;
  const timeline = await readTimeline(request);
  if (timeline.gaps.length === 0) cache.write(timeline);
  return timeline;
}

/** Reads it in two passes: which commits touched records, and what these did. */
async function readTimeline(request: HistoryRequest): Promise<Timeline> {
  const { root, head, classifier, asOf, proposal } = request;
  const paths = classifier.foldersOf(RECORD_KINDS);
  const logged: Logged[] = [];
  const [isRead, shallow, headAt, tree] = await Promise.all([
    readLog(root, { revisions: [head], paths }, (commit) => logged.push(commit)),
    isShallow(root),
    commitTime(root, head),
    blobsAt(request, paths),
  ]);
  if (!isRead) return { records: [], commits: [], gaps: [BROKEN] };
  const later = madeAfter(logged, { instant: asOf, headAt: headAt ?? asOf });
  const judged = logged.filter(({ id, parents }) => !later.has(id) && !(shallow && parents.length === 0));
  const proposed = proposal ? [propose(proposal, tree, asOf)] : [];
  const commits = [...parentsFirst(judged), ...proposed];
  const files = changesByFile(commits, (path) => recordKind(classifier, path) !== undefined);
  const { changes, missing } = await readChanges(
    request.changedOnly ? withoutImports(files) : files,
    sourceOf(request),
  );
  const present = withChanges(tree, proposed);
  return {
    records: recordHistories({
      commits,
      changes,
      pullRequests: pullRequests(logged),
      blobAt: (path) => present.get(path),
    }),
    commits: commits
      .filter((commit) => commit.changes.some(({ path }) => recordKind(classifier, path)))
      .map(withoutFiles),
    gaps: [
      ...(shallow && !proposal ? [SHALLOW] : []),
      ...(missing > 0 ? [MISSING] : []),
      ...(logged[0] && later.has(logged[0].id) ? [LATER] : []),
    ],
  };
}

function recordKind({ kindOf }: Classifier, path: string): RecordKind | undefined {
  const kind = kindOf(path);
  return RECORD_KINDS.find((known) => known === kind);
}

function sourceOf({ root, maxBytes, classifier, fields, proposal }: HistoryRequest): Source {
  return {
    root,
    maxBytes,
    ...(proposal ? { textOf: proposal.textOf } : {}),
    sourceOf: (path) => {
      const kind = recordKind(classifier, path) ?? 'incident';
      return { path, kind, mapping: fields.get(kind) };
    },
  };
}

type Blobs = ReadonlyMap<string, string>;

async function blobsAt({ root, head }: HistoryRequest, paths: readonly string[]): Promise<Blobs> {
  const entries = (await listTree(root, head, paths)) ?? [];
  return new Map(entries.filter(({ mode }) => mode.startsWith('100')).map(({ path, id }) => [path, id]));
}

/** The change as a commit that has no id. */
function propose({ paths, textOf, author }: Proposal, tree: Blobs, at: number): Logged {
  const changes = paths.map((path) => ({
    path,
    before: tree.get(path) ?? null,
    after: textOf(path) === undefined ? null : WORK_TREE,
  }));
  return {
    id: '',
    parents: [],
    author,
    authoredAt: at,
    committer: author,
    committedAt: at,
    isSigned: false,
    message: '',
    changes,
  };
}

function withChanges(tree: Blobs, proposed: readonly Logged[]): Blobs {
  const blobs = new Map(tree);
  for (const { path, after } of proposed.flatMap(({ changes }) => changes)) {
    if (after === null) blobs.delete(path);
    else blobs.set(path, after);
  }
  return blobs;
}

/** Records that came with one commit are an import when they are so many. */
const IMPORT_SIZE = 20;

function withoutImports(files: readonly FileChange[][]): FileChange[][] {
  const additions = new Map<number, number>();
  for (const [first] of files) {
    if (first && !first.before) additions.set(first.commit, (additions.get(first.commit) ?? 0) + 1);
  }
  return files.filter(
    ([first, second]) => second || !first || first.before || (additions.get(first.commit) ?? 0) < IMPORT_SIZE,
  );
}

function withoutFiles({ changes: _, ...commit }: Logged): Commit {
  return commit;
}
