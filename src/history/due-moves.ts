import { daysBetween, deadlineOf, isDate, type Zone } from '../time.ts';
import type { RecordHistory, Transition } from './model.ts';
import type { RecordValue } from './shape.ts';

type Extension = NonNullable<RecordValue['extensions']>[number];

/** One move of a due date, later or earlier. */
export interface DueMove {
  readonly transition: Transition;
  /** Pointer of the date in the version after. */
  readonly pointer: string;
  /** Calendar dates. */
  readonly from: string;
  readonly to: string;
  /** On the calendar; negative when the date was brought forward. */
  readonly days: number;
  /** The entry under `extensions` that explains it, in that version or in one since. */
  readonly extension?: Extension;
  /** It was moved when it had already passed. */
  readonly isAfterDue: boolean;
}

/** Every move of the due date of a CAPA, in the order of the commits; what reached Git on two ways counts once. */
export function dueMoves({ transitions, now }: RecordHistory, zone: Zone): DueMove[] {
  const moves: DueMove[] = [];
  let current: string | undefined;
  for (const transition of transitions) {
    for (const { pointer, before, after } of transition.changes) {
      if (pointer !== '/due_date') continue;
      const [from, to] = [dayOf(before), dayOf(after)];
      if (from === undefined || to === undefined || from === to || to === current) continue;
      const extension = extensionOf({ from, to }, transition.after?.value, now?.value);
      moves.push({
        transition,
        pointer,
        from,
        to,
        days: daysBetween(from, to),
        ...(extension ? { extension } : {}),
        isAfterDue: transition.commit.committedAt > (deadlineOf(from, zone) ?? Number.POSITIVE_INFINITY),
      });
    }
    current = dayOf(transition.after?.value.due_date) ?? current;
  }
  return moves;
}

/** The entry that leads to the new date, and from the old one where it says so. */
export function extensionOf(
  { from, to }: { from: string; to: string },
  ...values: readonly (RecordValue | undefined)[]
): Extension | undefined {
  for (const value of values) {
    const found = value?.extensions?.find(
      (extension) => dayOf(extension.to) === to && (dayOf(extension.from) ?? from) === from,
    );
    if (found) return found;
  }
  return undefined;
}

/** The calendar day of a date or date-time; undefined for anything else. */
export function dayOf(text: string | undefined): string | undefined {
  const day = text?.slice(0, 10);
  return day !== undefined && isDate(day) ? day : undefined;
}
