import { hasCapaReached } from '../facts/capa-states.ts';
import { hasReached } from '../facts/incident-states.ts';
import type { RecordHistory, RecordVersion, Timeline, Transition } from './model.ts';

/** A change that somebody has to approve, and the commit on the main line that brought it. */
export interface Governed {
  readonly record: RecordHistory;
  readonly transition: Transition;
  readonly landing: string;
  /** "The policy was changed": what was done, for a message. */
  readonly what: string;
  /** The approver whom the document names, in the version that came. */
  readonly approver: string | undefined;
  readonly pointer: string;
}

/** Every change of a policy, closure of a record and change of a waiver; what was imported or only moved is none. */
export function governedChanges({ records, documents }: Pick<Timeline, 'records' | 'documents'>): Governed[] {
  return [...records, ...documents].flatMap((record) =>
    record.transitions.flatMap((transition): Governed[] => {
      const { after, landing, isProposed } = transition;
      if (!after || landing === undefined || isProposed) return [];
      const kind = kindOf(transition, after);
      return kind ? [{ record, transition, landing, ...kind }] : [];
    }),
  );
}

type What = Pick<Governed, 'what' | 'approver' | 'pointer'>;

function kindOf({ before, changes }: Transition, after: RecordVersion): What | undefined {
  const { value, ref } = after;
  if (ref.kind === 'policy') {
    if (!before || !changes.some(({ share }) => share > 0)) return undefined;
    return { what: 'The policy was changed', approver: value.approver, pointer: '/approver' };
  }
  if (ref.kind === 'waiver') {
    if (before && changes.length === 0) return undefined;
    const what = before ? 'The waiver was changed' : 'The waiver was granted';
    return { what, approver: value.approved_by, pointer: '/approved_by' };
  }
  if (!before || isClosed(before) || !isClosed(after)) return undefined;
  return { what: 'The record was closed', approver: value.closure?.approved_by, pointer: '/closure/approved_by' };
}

/** Whether a record has ended, as it is in that version. */
export function isClosed({ ref, value }: RecordVersion): boolean {
  return ref.kind === 'incident' ? hasReached(value.state, 'closed') : hasCapaReached(value.state, 'closed');
}
