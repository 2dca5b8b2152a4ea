import type { DocumentRef, Finding, Report } from '../types.ts';
import type { Violation } from '../validate/index.ts';
import type { Stub } from './sections.ts';

/** A report with the rule and the document it belongs to: a finding that has no position yet. */
export interface Draft extends Report {
  readonly rule: string;
  readonly document: DocumentRef;
  /** Record id, else path. */
  readonly subject: string;
  /** Pointer that the fingerprint is built from, where the place is a line. */
  readonly anchor?: string;
  /** Committed before the change under check: at most a warning. */
  readonly isEarlier?: boolean;
  /** Section it concerns, where the place tells it better than the rule. */
  readonly section?: string;
  /** The violation behind it, where the schema told it. */
  readonly covers?: Violation;
  /** A section that is missing, and where it would be written. */
  readonly stub?: Stub;
  /** The waiver that covers it. */
  readonly waived?: NonNullable<Finding['waived']>;
}

/** Pointer of a draft inside its file's document; undefined where it has none. */
export function pointerOf(draft: Draft): string | undefined {
  if (draft.anchor !== undefined) return draft.document.base + draft.anchor;
  return 'pointer' in draft.place ? draft.document.base + draft.place.pointer : undefined;
}
