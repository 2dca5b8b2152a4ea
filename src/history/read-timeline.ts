import type { Classifier } from '../discover.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import type { Logged, Person } from '../git/log.ts';
import { commitTime, isAncestor, isShallow } from '../git/revision.ts';
import { listTree } from '../git/tree.ts';
import { openCache } from './cache.ts';
import { fileChanges, WORK_TREE } from './file-changes.ts';
import { BROKEN, LATER, MISSING, SHALLOW } from './gaps.ts';
import { type HistoryKind, isRecordKind, type Timeline } from './model.ts';
import { landings, madeAfter, newestFirst } from './order.ts';
import { type RecordChange, readChanges } from './read-changes.ts';
import { type LeftOut, type ReadHistory, readHistory, readImports, type Scope, sourceOf } from './read-history.ts';
import { recordHistories } from './timeline.ts';

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
  /** Whatever of the configuration decides which files are documents and how they are read. */
  readonly settings: unknown;
  readonly kinds: readonly HistoryKind[];
  /** Leave out records that were imported and not changed since: no rule has anything to say of them. */
  readonly changedOnly?: boolean;
  /** Whether what was read is kept for the next run. */
  readonly isKept: boolean;
}

/** What Git remembers of the documents of a project. */
export async function openTimeline(request: HistoryRequest): Promise<Timeline> {
  const { root, head, classifier, fields, maxBytes, kinds, changedOnly = false } = request;
  const [shallow, headAt, tree] = await Promise.all([isShallow(root), commitTime(root, head), blobsAt(request)]);
  const scope = { root, kinds, classifier, fields, maxBytes, changedOnly, isShallow: shallow };
  const history = request.isKept && !shallow ? await readOn(scope, request) : await readHistory(scope, head);
  if (!history) return { records: [], documents: [], commits: [], gaps: [BROKEN] };
  return assemble(history, { request, scope, tree, headAt });
}

/** Goes on from what was kept in an earlier run, where that was of an ancestor; keeps what there is more. */
async function readOn(scope: Scope, { root, head, settings }: HistoryRequest): Promise<ReadHistory | undefined> {
  const { kinds, maxBytes, changedOnly } = scope;
  const cache = await openCache(root, changedOnly ? 'changed' : 'all', [settings, kinds, maxBytes]);
  const kept = cache.read();
  if (kept?.head === head) return kept;
  const known = kept && (await isAncestor(root, kept.head, head)) ? kept : undefined;
  const history = (known && (await readHistory(scope, head, known))) ?? (await readHistory(scope, head));
  if (history?.missing === 0) cache.write(history);
  return history;
}

interface Around {
  readonly request: HistoryRequest;
  readonly scope: Scope;
  readonly tree: Blobs;
  readonly headAt: number | undefined;
}

async function assemble(history: ReadHistory, { request, scope, tree, headAt }: Around): Promise<Timeline> {
  const { asOf, proposal } = request;
  const all = newestFirst(history.commits);
  const later = madeAfter(all, { instant: asOf, headAt: headAt ?? asOf });
  const judged = all.filter(({ id }) => !later.has(id)).toReversed();
  const proposed = proposal && propose(proposal, tree, asOf);
  const more = proposed ? await readProposal(proposed, history.leftOut, { request, scope }) : [];
  const changes = later.size === 0 ? history.changes : history.changes.filter(({ commit }) => !later.has(commit.id));
  const present = withChanges(tree, proposed);
  const histories = recordHistories({
    commits: proposed ? [...judged, proposed] : judged,
    changes: [...changes, ...more],
    landings: landings(all),
    blobAt: (path) => present.get(path),
  });
  return {
    records: histories.filter(({ kind }) => isRecordKind(kind)),
    documents: histories.filter(({ kind }) => !isRecordKind(kind)),
    commits: [...judged.filter(({ touchesRecord }) => touchesRecord), ...(proposed ? [proposed] : [])],
    gaps: [
      ...(scope.isShallow && !proposal ? [SHALLOW] : []),
      ...(history.missing > 0 ? [MISSING] : []),
      ...(all[0] && later.has(all[0].id) ? [LATER] : []),
    ],
  };
}

type Blobs = ReadonlyMap<string, string>;

async function blobsAt({ root, head, classifier, kinds }: HistoryRequest): Promise<Blobs> {
  const entries = (await listTree(root, head, classifier.foldersOf(kinds))) ?? [];
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
    subject: '',
    changes,
  };
}

/** What a change under check does; the imports that it touches are read too. */
async function readProposal(
  proposed: Logged,
  leftOut: readonly LeftOut[],
  { request: { proposal, kinds, classifier }, scope }: Pick<Around, 'request' | 'scope'>,
): Promise<readonly RecordChange[]> {
  const { changes, ...commit } = proposed;
  const wanted = changes.filter(({ path }) => kinds.some((kind) => kind === classifier.kindOf(path)));
  const reader = readChanges({ ...sourceOf(scope), ...(proposal ? { textOf: proposal.textOf } : {}) });
  reader.add(commit, fileChanges(wanted));
  readImports(leftOut, new Set(wanted.map(({ path }) => path)), reader);
  return (await reader.finish()).changes;
}

function withChanges(tree: Blobs, proposed: Logged | undefined): Blobs {
  const blobs = new Map(tree);
  for (const { path, after } of proposed?.changes ?? []) {
    if (after === null) blobs.delete(path);
    else blobs.set(path, after);
  }
  return blobs;
}
