import { findSecrets } from '../text/secrets.ts';
import type { DocumentRef } from '../types.ts';
import type { Draft } from './draft.ts';

/** Credentials in the text of a file, each at its place; what they are is never told, nor shown. */
export function secretDrafts(text: string, document: DocumentRef): Draft[] {
  return findSecrets(text).map(({ kind, start, end }) => ({
    rule: 'record-contains-secret',
    document,
    subject: document.path,
    place: { offset: start, end },
    message: `Unexpected ${kind}, expected a reference to where it is kept`,
  }));
}
