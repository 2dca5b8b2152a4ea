import type { Classifier } from '../discover.ts';
import type { FieldMaps } from '../fields/mapping.ts';
import { type Commit, type Logged, readLog } from '../git/log.ts';
import { isShallow } from '../git/revision.ts';
import { listTree } from '../git/tree.ts';
import { changesByFile } from './file-changes.ts';
import type { Gap, RecordKind, RecordVersion, Timeline } from './model.ts';
import { parentsFirst, pullRequests } from './order.ts';
import { readChanges, type Source } from './read-changes.ts';
import { recordHistories } from './timeline.ts';

export const RECORD_KINDS = ['incident', 'capa'] as const;

export interface HistoryRequest {
  /** Folder of the repository. */
  readonly root: string;
  /** Commit whose history is read. */
  readonly head: string;
  readonly classifier: Classifier;
  readonly fields: FieldMaps;
  readonly maxBytes: number;
}

const BROKEN: Gap = {
  reason: 'Git could not read the history of this repository',
  help: 'Run "git fsck" in it, and clone it again where that finds damage.',
};
const SHALLOW: Gap = {
  reason: 'This clone is shallow: what was committed before its first commit is not there',
  help: 'Set "fetch-depth: 0" for actions/checkout, or run "git fetch --unshallow".',
};
const MISSING: Gap = {
  reason: 'This clone is partial: earlier versions of records are not there',
  help: 'Run "git fetch --refetch --no-filter", or clone without --filter.',
};

/** Reads what Git remembers of the records of a project, in two passes: which commits touched them, and what these did. */
export async function readTimeline(request: HistoryRequest): Promise<Timeline> {
  const { root, head, classifier } = request;
  const paths = classifier.foldersOf(RECORD_KINDS);
  const logged: Logged[] = [];
  const [isRead, shallow, present] = await Promise.all([
    readLog(root, { revisions: [head], paths }, (commit) => logged.push(commit)),
    isShallow(root),
    presentBlobs(request, paths),
  ]);
  if (!isRead) return { records: [], commits: [], gaps: [BROKEN] };
  const isRecord = (path: string) => recordKind(classifier, path) !== undefined;
  const commits = parentsFirst(logged);
  const { changes, missing } = await readChanges(changesByFile(commits, isRecord), sourceOf(request));
  const records = recordHistories({ commits, changes, pullRequests: pullRequests(logged), isPresent: present });
  return {
    records,
    commits: commits.filter((commit) => commit.changes.some(({ path }) => isRecord(path))).map(withoutChanges),
    gaps: [...(shallow ? [SHALLOW] : []), ...(missing > 0 ? [MISSING] : [])],
  };
}

export function recordKind({ kindOf }: Classifier, path: string): RecordKind | undefined {
  const kind = kindOf(path);
  return RECORD_KINDS.find((known) => known === kind);
}

export function sourceOf({ root, maxBytes, classifier, fields }: HistoryRequest): Source {
  return {
    root,
    maxBytes,
    sourceOf: (path) => {
      const kind = recordKind(classifier, path) ?? 'incident';
      return { path, kind, mapping: fields.get(kind) };
    },
  };
}

/** Tells whether a version is the one that the commit holds. */
async function presentBlobs(
  { root, head }: HistoryRequest,
  paths: readonly string[],
): Promise<(version: RecordVersion) => boolean> {
  const entries = (await listTree(root, head, paths)) ?? [];
  const blobs = new Map(entries.map(({ path, id }) => [path, id]));
  return ({ ref, blob }) => blob !== null && blobs.get(ref.path) === blob;
}

function withoutChanges({ changes: _, ...commit }: Logged): Commit {
  return commit;
}
