/** Where and by whom something entered Git. */
export interface Committed {
  readonly commit: string;
  /** Instant of the commit, RFC 3339 in UTC. */
  readonly at: string;
  readonly by: string;
  /** When it reached the main line: with the merge of its branch, else at once. */
  readonly landed_at: string;
  readonly pull_request: number | null;
}

export interface LedgerMove extends Committed {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** An entry under `extensions` explains it; otherwise it is silent. */
  readonly justified: boolean;
  readonly approved_by: string | null;
  readonly reason: string | null;
  /** The date had passed when it was moved. */
  readonly after_due: boolean;
}

export interface LedgerState extends Committed {
  readonly state: string;
}

/** What Git remembers of one CAPA. */
export interface LedgerEntry {
  readonly id: string | null;
  readonly title: string | null;
  readonly file: string;
  /** It stands in what is checked; false where it was removed. */
  readonly present: boolean;
  readonly removed: Committed | null;
  readonly owner: string | null;
  /** Ids of the incidents or audits it comes from. */
  readonly sources: readonly string[];
  /** Of the worst incident it comes from; null where none is known. */
  readonly severity: string | null;
  readonly state: string | null;
  readonly first_seen: Committed;
  /** The due date it was first committed with, and the one it has now. */
  readonly first_due: string | null;
  readonly due: string | null;
  readonly moves: readonly LedgerMove[];
  /** Sum of all moves in days. */
  readonly slip_days: number;
  readonly states: readonly LedgerState[];
  readonly reopenings: readonly Committed[];
  /** Day on which it was implemented; null while it is not. */
  readonly done: string | null;
  /** Done by the first due date, or by one that a justified move led to. Null while that is open. */
  readonly on_time: boolean | null;
  /** Days since it was first seen, until it was done. */
  readonly age_days: number;
}

/** CAPAs, moves and slip of one owner or one severity. */
export interface LedgerShare {
  readonly name: string | null;
  readonly capas: number;
  readonly moves: number;
  readonly silent: number;
  readonly slip_days: number;
  readonly on_time: number;
  /** CAPAs of which it is known whether they were on time. */
  readonly judged: number;
}

export interface Ledger {
  readonly capas: readonly LedgerEntry[];
  readonly total: LedgerShare;
  readonly by_owner: readonly LedgerShare[];
  /** Worst first. */
  readonly by_severity: readonly LedgerShare[];
}
