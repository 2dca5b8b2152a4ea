import type { Ledger } from '../history/ledger-types.ts';
import type { FieldChange, Gap, RecordHistory } from '../history/model.ts';
import type { ChangedPlace } from '../history/places.ts';
import type { Location } from '../types.ts';

/** The ledger with what it was read from. */
export interface LedgerTable {
  readonly ledger: Ledger;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly commit: string | null;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** The one document that was asked for: every change of its fields is shown too, with its place in both versions. */
  readonly told?: ToldHistory;
}

export interface ToldHistory {
  readonly record: RecordHistory;
  readonly places: ReadonlyMap<FieldChange, ChangedPlace>;
}

/** What Git alone cannot tell, said wherever the ledger is. */
export const NOT_IN_GIT = 'Direct and force pushes, and who reviewed a change: Git alone does not tell';

/** The shape of `aimscheck history --format json`, version 1. */
export function ledgerToJson({ ledger, asOf, commit, gaps, told }: LedgerTable) {
  return {
    version: 1,
    as_of: new Date(asOf).toISOString(),
    commit,
    ...ledger,
    not_evaluable: [...gaps.map(({ reason, help }) => ({ reason, help })), { reason: NOT_IN_GIT, help: '' }],
    ...(told ? { changes: recordChanges(told) } : {}),
  };
}

/** What each commit did to one document, oldest first. */
export function recordChanges({ record, places }: ToldHistory) {
  return record.transitions.map(({ commit, before, after, changes, pullRequest }) => ({
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
        ? changes.map((field) => ({
            pointer: field.pointer,
            from: field.before ?? null,
            to: field.after ?? null,
            from_at: placeOf(places.get(field)?.before),
            to_at: placeOf(places.get(field)?.after),
          }))
        : [],
  }));
}

/** Where a value stands in its version of the file: 1-based; null where it does not. */
function placeOf(location: Location | undefined) {
  return location ? { file: location.file, line: location.line, column: location.column } : null;
}
