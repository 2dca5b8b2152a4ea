import type { Ledger } from '../history/ledger-types.ts';
import type { Gap, RecordHistory } from '../history/model.ts';

/** The ledger with what it was read from. */
export interface LedgerTable {
  readonly ledger: Ledger;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly commit: string | null;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** The one record that was asked for: every change of its fields is shown too. */
  readonly record?: RecordHistory;
}

/** What Git alone cannot tell, said wherever the ledger is. */
export const NOT_IN_GIT = 'Direct and force pushes, and who reviewed a change: Git alone does not tell';

/** The shape of `aimscheck history --format json`, version 1. */
export function ledgerToJson({ ledger, asOf, commit, gaps, record }: LedgerTable) {
  return {
    version: 1,
    as_of: new Date(asOf).toISOString(),
    commit,
    ...ledger,
    not_evaluable: [...gaps.map(({ reason, help }) => ({ reason, help })), { reason: NOT_IN_GIT, help: '' }],
    ...(record ? { changes: recordChanges(record) } : {}),
  };
}

/** What each commit did to one record, oldest first. */
export function recordChanges({ transitions }: RecordHistory) {
  return transitions.map(({ commit, before, after, changes, pullRequest }) => ({
    commit: commit.id,
    at: `${new Date(commit.committedAt).toISOString().slice(0, 19)}Z`,
    by: commit.author.name || commit.author.email,
    committer: commit.committer.name || commit.committer.email,
    signed: commit.isSigned,
    pull_request: pullRequest ?? null,
    file: (after ?? before)?.ref.path ?? null,
    change: before ? (after ? (before.ref.path === after.ref.path ? 'changed' : 'moved') : 'removed') : 'added',
    fields:
      before && after
        ? changes.map(({ pointer, before: old, after: young }) => ({ pointer, from: old ?? null, to: young ?? null }))
        : [],
  }));
}
