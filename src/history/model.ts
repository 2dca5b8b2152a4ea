import type { Commit } from '../git/log.ts';
import type { DocumentRef, Kind } from '../types.ts';
import type { RecordValue } from './shape.ts';

/** Kinds of document that have a history worth telling. */
export type HistoryKind = Exclude<Kind, 'profile'>;

export const RECORD_KINDS = ['incident', 'capa'] as const;

export const isRecordKind = (kind: string | undefined): boolean => kind === 'incident' || kind === 'capa';

/** One record as a commit left it: where it stood and what the rules look at of its value. */
export interface RecordVersion {
  readonly ref: DocumentRef & { readonly kind: HistoryKind };
  readonly id: string | undefined;
  readonly value: RecordValue;
  /** Blob that holds it. */
  readonly blob: string;
}

/** One field that differs between two versions. Values as text, clipped; absent ones undefined. */
export interface FieldChange {
  /** Into the record: of the later version, or of the earlier one for what was removed. '' is the text of a Markdown record. */
  readonly pointer: string;
  /** Into the earlier version, where an item stood elsewhere in its list. */
  readonly was?: string;
  readonly before?: string;
  readonly after?: string;
  /** Of a text, the share of its words that differ, from 0 to 1; 1 for any other value. */
  readonly share: number;
}

/** What one commit did to one record. Without `before` it appeared, without `after` it went. */
export interface Transition {
  readonly commit: Commit;
  readonly before?: RecordVersion;
  readonly after?: RecordVersion;
  readonly changes: readonly FieldChange[];
  /** Id of the commit that brought it to the main line: itself, or a merge. */
  readonly landing?: string;
  /** When that was: milliseconds since the epoch. */
  readonly landedAt?: number;
  /** Number of the pull request that brought it, where a commit message says so. */
  readonly pullRequest?: number;
  /** Not in Git yet, or seen as a whole: what the change under check does. */
  readonly isProposed?: boolean;
}

/** A record from its first version to its last, parents before children, across renames and merges. */
export interface RecordHistory {
  readonly kind: HistoryKind;
  readonly id: string | undefined;
  /** Where it stands, or stood last. */
  readonly ref: RecordVersion['ref'];
  readonly transitions: readonly Transition[];
  /** Its version in what is checked; absent where it is gone. */
  readonly now?: RecordVersion;
}

/** Why the history, or a part of it, cannot be judged; what the user can run or set. */
export interface Gap {
  readonly key: 'no-git' | 'broken' | 'shallow' | 'partial' | 'later';
  readonly reason: string;
  readonly help: string;
}

/** What Git remembers of the records of a project. */
export interface Timeline {
  /** Incidents and CAPAs. */
  readonly records: readonly RecordHistory[];
  /** Policies, runbooks and waivers, as far as they were asked for. */
  readonly documents: readonly RecordHistory[];
  /** Commits that touch records, parents before children. */
  readonly commits: readonly Commit[];
  readonly gaps: readonly Gap[];
}
