import type {
  FieldChange,
  HistoryKind,
  RecordHistory,
  RecordVersion,
  Timeline,
  Transition,
} from '../../history/model.ts';
import type { RecordValue } from '../../history/shape.ts';

/** What one commit did to a record that was there before and after. */
export interface Step {
  readonly record: RecordHistory;
  readonly transition: Transition;
  readonly before: RecordVersion;
  readonly after: RecordVersion;
  readonly later: readonly Transition[];
  /** The record as it stands, or stood last. */
  readonly now: RecordValue;
}

/** Every change of a record, of one kind or of both. */
export function* steps(timeline: Timeline, kind?: HistoryKind): Generator<Step> {
  for (const record of timeline.records) {
    if (kind !== undefined && record.kind !== kind) continue;
    for (const [i, transition] of record.transitions.entries()) {
      const { before, after } = transition;
      if (!before || !after) continue;
      const now = record.now?.value ?? record.transitions.at(-1)?.after?.value ?? after.value;
      yield { record, transition, before, after, later: record.transitions.slice(i + 1), now };
    }
  }
}

/** Whether a later commit put back what this one changed. */
export function isUndone({ pointer, before }: FieldChange, later: readonly Transition[]): boolean {
  return later.some(({ changes }) => changes.some((change) => change.pointer === pointer && change.after === before));
}

/** Whether a note in the record owns up to the change of a field: an entry under `errata` that came with it or since. */
export function hasErratum(pointer: string, { before, now }: Pick<Step, 'before' | 'now'>): boolean {
  const field = pointer.split('/')[1] ?? '';
  const notes = now.errata ?? [];
  return notes.slice(before.value.errata?.length ?? 0).some(({ fields }) => !fields?.length || fields.includes(field));
}

/** Whether the record was reopened with that change or since. */
export function isReopened({ before, now }: Pick<Step, 'before' | 'now'>): boolean {
  return (now.reopened?.length ?? 0) > (before.value.reopened?.length ?? 0);
}

/** Most of what was in quotes a message can hold. */
const LONGEST_QUOTE = 60;

/** A value for a message; "nothing" where there is none. */
export function quote(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}…"` : text;
}
