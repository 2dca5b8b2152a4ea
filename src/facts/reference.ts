import type { Document, DocumentRef } from '../types.ts';
import { each } from './each.ts';

/** A mention of another document by its id, and where it stands. */
export interface Reference {
  readonly id: string;
  readonly pointer: string;
}

/** A list of ids; what is no text is left out. */
export function references(ids: readonly unknown[] | undefined, pointer: string): readonly Reference[] {
  return each(ids, (id, i) => (typeof id === 'string' ? { id, pointer: `${pointer}/${i}` } : undefined));
}

/** One id, where it is there. */
export function mention(id: string | undefined, pointer: string): Reference | undefined {
  return id === undefined ? undefined : { id, pointer };
}

/** The same as a list. */
export function reference(id: string | undefined, pointer: string): readonly Reference[] {
  return id === undefined ? [] : [{ id, pointer }];
}

export const refOf = ({ kind, path, index, base }: Document): DocumentRef => ({ kind, path, index, base });
