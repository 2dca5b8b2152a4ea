import type { DocumentRef } from '../types.ts';

/** A document that could not be parsed: ids it seems to hold or mention, so that others do not dangle because of it. */
export interface UnreadFacts {
  readonly kind: 'unread';
  readonly ref: DocumentRef;
  readonly mentions: readonly string[];
}

const RECORD_ID = /\b[A-Z][A-Z0-9]{0,15}(?:-[A-Z][A-Z0-9]{0,15}){0,3}-\d{1,8}(?:-\d{1,8})?\b/g;

/** @param text what could not be parsed; its name counts too, for the record's own id. */
export function unreadFacts(ref: DocumentRef, text: string): UnreadFacts {
  return { kind: 'unread', ref, mentions: [...new Set(`${ref.path}\n${text}`.match(RECORD_ID) ?? [])] };
}
