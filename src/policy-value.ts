/** What a policy says, as read from its text: the value that the policy schema is held against. */
export interface PolicyValue {
  /** Key of the definition it follows; absent where none is recognised. */
  readonly type?: string;
  /** Known keys (owner, approver, version …) with their values as written. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Sections that are present, by key. */
  readonly sections: Readonly<Record<string, PolicySection>>;
  /** The severity scale, worst first. */
  readonly severity_levels: readonly { readonly id: string; readonly line: number }[];
  readonly commitments: readonly Commitment[];
}

export interface PolicySection {
  readonly heading: string;
  readonly line: number;
  readonly topics: Readonly<Record<string, { readonly line: number; readonly text: string }>>;
}

/** A promise with a time in it: "root cause within 10 days for SEV-1". */
export interface Commitment {
  readonly kind: string;
  readonly severity: string | null;
  readonly duration: { readonly amount: number; readonly unit: string; readonly from: string | null };
  readonly line: number;
  readonly text: string;
}
