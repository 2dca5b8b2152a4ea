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
  /** What rules about the text look at; absent where no definition is followed. */
  readonly reading?: PolicyReading;
}

/** A place of the text that a rule may speak of. */
export interface Passage {
  readonly line: number;
  readonly text: string;
}

/** A sentence, and the line of the heading it stands under: the same for all that one heading holds. */
export interface Statement extends Passage {
  readonly under: number;
}

export interface PolicyReading {
  /** Sections that have a heading and nothing below it but a few words or placeholders. */
  readonly empty_sections: readonly { readonly key: string; readonly title: string; readonly line: number }[];
  /** The severity scale in the order of the text, each level as often as it stands there; empty without one. */
  readonly scale: readonly ScaleLevel[];
  /** What it says: titles and sentences, without what is deferred, a form or an appendix. */
  readonly statements: readonly Statement[];
  /** Sentences with words such as "promptly" in place of a number, with the key of their section. */
  readonly vague_deadlines: readonly (Statement & { readonly words: string; readonly section: string | null })[];
  /** Roles that the document defines, and the ones its text speaks of. */
  readonly roles: readonly Passage[];
  readonly role_mentions: readonly Passage[];
  /** Clauses and controls that it cites; the number of the standard where the text names it. */
  readonly references: readonly (Passage & { readonly standard: string | null; readonly clause: string })[];
  /** What a template left to fill in. */
  readonly placeholders: readonly Passage[];
  /** Keys of the control block that two places state differently. */
  readonly disagreements: readonly {
    readonly key: string;
    readonly values: readonly { readonly value: unknown; readonly line: number }[];
  }[];
}

export interface ScaleLevel {
  readonly id: string;
  readonly line: number;
  /** Place of its name in the order of names, the worst first. */
  readonly order: number;
  readonly criteria: string | null;
  readonly response_time: string | null;
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
