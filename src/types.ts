/**
 * The words of the program (one meaning each). Data only; flows one way:
 *
 * discover → read → parse → validate → document rules ┐
 *                                    └→ facts ────────┴→ workspace rules → suppress → locate → assess → Result
 */

import type { Commitment } from './policy-value.ts';

// ── Documents ────────────────────────────────────────────────────────────────────────────────────

export const KINDS = ['policy', 'runbook', 'incident', 'capa', 'waiver', 'profile'] as const;
export type Kind = (typeof KINDS)[number];

export const LAYERS = ['design', 'implementation', 'operation'] as const;
export type Layer = (typeof LAYERS)[number];

export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Syntax = 'yaml' | 'json' | 'markdown';

/**
 * One document: a file, or one of several YAML documents in a file, or a CAPA embedded in an incident.
 * `value` is what was parsed, without whatever the schema found wrong: what is there has the right type,
 * everything may be absent.
 */
export interface Document<Value = unknown> {
  readonly kind: Kind;
  /** Relative to the Git root, with `/`. */
  readonly path: string;
  /** Position among the documents of the file, from 0. */
  readonly index: number;
  readonly syntax: Syntax;
  readonly value: Value;
  /** JSON pointer of this document inside its file's value: '' unless embedded (`/capa/0`). */
  readonly base: string;
  /** Body of a Markdown document. */
  readonly body?: Markdown;
  /** Promises with a time that the body of a runbook makes. */
  readonly commitments?: readonly Commitment[];
}

/** What rules and other documents are told about a document: enough to point into it. */
export type DocumentRef = Omit<Pick<Document, 'kind' | 'path' | 'index' | 'base'>, 'kind'> & {
  readonly kind: Kind | 'config';
};

// ── Markdown ─────────────────────────────────────────────────────────────────────────────────────

/**
 * One block of a Markdown body in document order. Text has its inline markup, entities, zero-width characters
 * and comments removed and white space folded. Lines are 1-based lines of the file.
 */
export interface Block {
  readonly type: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'html' | 'quote';
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  /** Heading: 1–6. Item: nesting from 1. Otherwise 0. */
  readonly depth: number;
  /** Index in `blocks` of the heading this block stands under, -1 before the first. For a heading: its parent heading. */
  readonly heading: number;
  /** A heading that is not written as one: a line wholly in bold, or an HTML heading. Absent for a real one. */
  readonly style?: 'bold' | 'html';
  /** Leading bold text of an item or paragraph ("**Owner:** text" → "Owner"). */
  readonly lead?: string;
  /** Item of an ordered list. */
  readonly ordered?: boolean;
  /** Item that starts with a link to another file: it points there. */
  readonly pointer?: true;
  /** Cells of a table row, without markup. The header row is not a block: it is in `header`. */
  readonly cells?: readonly string[];
  readonly header?: readonly string[];
  /** Line of the table's header row: the same number marks rows of one table. */
  readonly table?: number;
  /** First word after the fence of a code block. */
  readonly language?: string;
}

/** One `key: value` found in the text of a document: a `**Key:** value` line or a row of a two-column table. */
export interface MetadataEntry {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  readonly column: number;
  readonly source: 'bold-line' | 'table' | 'approval-block';
}

/** Where a link in a text leads. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

export interface Markdown {
  readonly blocks: readonly Block[];
  /** Targets of links and images, in order; absent where there are none. */
  readonly links?: readonly Link[];
  readonly metadata: readonly MetadataEntry[];
  /** Lines of the file, without their ends. */
  readonly source?: readonly string[];
  /** Raw front matter without its fences, and the 1-based line its text starts on. */
  readonly frontMatter?: {
    readonly syntax: 'yaml' | 'toml';
    readonly text: string;
    readonly line: number;
    readonly offset: number;
  };
  readonly lines: number;
}

// ── Findings ─────────────────────────────────────────────────────────────────────────────────────

/**
 * Where in a document: a JSON pointer into its value (the nearest ancestor that exists counts: a missing property is
 * shown at the key of the mapping that lacks it), or a 1-based line of its file.
 */
export type Place =
  | { readonly pointer: string; readonly on?: 'value' | 'key' }
  | { readonly offset: number; readonly end?: number }
  | { readonly line: number; readonly column?: number; readonly endLine?: number; readonly endColumn?: number };

/** What a rule says. The engine adds severity, position, subject, references, fingerprint. */
export interface Report {
  readonly place: Place;
  /** One sentence: "Missing X" / "Unexpected X, expected Y" / what is wrong, with the values that show it. */
  readonly message: string;
  /** What to write, when the rule's own `fix` can be said more exactly here. */
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /** Pointers that could also have answered it: where one of them is misspelt or wrong, that is the defect. */
  readonly unless?: readonly string[];
  /** The day by which it was due, `YYYY-MM-DD`, where a deadline was missed. */
  readonly due?: string;
  /** Never more than this, whatever the configuration says: what is not sure gives a notice at most. */
  readonly atMost?: Severity;
  /** Where the case decides (a bucket of ageing, say); otherwise the rule's own. Configuration wins over both. */
  readonly severity?: Severity;
}

/** A report of a rule that sees several documents: it says which one it speaks of. */
export interface WorkspaceReport extends Report {
  readonly document: DocumentRef;
}

export interface RelatedPlace {
  readonly document: DocumentRef;
  readonly place: Place;
  readonly message: string;
}

export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
}

export interface Related extends Location {
  readonly message: string;
}

/** An accepted deviation that covers a finding. */
export interface Waived {
  readonly kind: 'waiver' | 'ignore' | 'baseline';
  /** Id or path of the waiver, place of the ignore, path of the baseline. */
  readonly by: string;
  /** Last day on which it holds; null for a baseline. */
  readonly until: string | null;
  readonly reason: string;
}

/** A finding as every format sees it (the JSON shape, version 1). Lines and columns are 1-based. */
export interface Finding extends Location {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Record id, else path: what the finding is about. */
  readonly subject: string;
  readonly section: string | null;
  readonly layer: Layer | null;
  readonly references: readonly string[];
  /** Hash of rule, subject and pointer; never of line numbers. */
  readonly fingerprint: string;
  readonly help: string;
  readonly url: string;
  readonly related: readonly Related[];
  /** The day by which it was due, `YYYY-MM-DD`, where a deadline was missed. */
  readonly due?: string;
  readonly waived?: Waived;
}

// ── Result ───────────────────────────────────────────────────────────────────────────────────────

export type Verdict = 'conforms' | 'observation' | 'minor' | 'major' | 'not-evaluable' | 'not-applicable';

/** What a rule or a reader saw that counts for conformity. */
export interface Evidence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** One section of a policy in one layer, always with its denominator (documents). */
export interface Requirement {
  /** Type of the policy the section belongs to. */
  readonly policy: string;
  readonly section: string;
  readonly layer: Layer;
  readonly verdict: Verdict;
  readonly checked: number;
  readonly passed: number;
  readonly failed: number;
  readonly not_evaluable: number;
  readonly evidence: readonly Evidence[];
  /** What it would be if nothing were waived; absent where that is the same. */
  readonly without_waivers?: { readonly verdict: Verdict; readonly passed: number; readonly failed: number };
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

export interface Result {
  readonly version: 1;
  readonly tool: { readonly name: 'aimscheck'; readonly version: string };
  readonly as_of: string;
  readonly commit: string | null;
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly notices: number;
    readonly waived: number;
    /** The same counts as if nothing were waived. */
    readonly without_waivers: { readonly errors: number; readonly warnings: number; readonly notices: number };
    /** Known findings: how many there were at adoption, and how many of them are left. */
    readonly baseline?: { readonly adopted_on: string; readonly at_adoption: number; readonly left: number };
    readonly documents: {
      readonly policy: number;
      readonly incident: number;
      readonly capa: number;
      readonly runbook: number;
    };
    readonly skipped: readonly Skipped[];
  };
  readonly findings: readonly Finding[];
  readonly requirements: readonly Requirement[];
  /** What was asked of the Git history; absent where none was read. */
  readonly history?: HistoryTold;
}

export interface HistoryTold {
  /** What neither Git nor a captured file tells, and what mends it. */
  readonly not_evaluable: readonly { readonly subject: string; readonly reason: string; readonly help: string }[];
  /** The captured reviews that were believed. */
  readonly reviews: { readonly file: string; readonly sha256: string } | null;
}
