import type { Calendar } from '../promises/limit.ts';
import type { ClockStart, Due, Period, Row } from './model.ts';
import { endOfPeriod, prolongedEnd, sayPeriod } from './period.ts';
import { matchFacts, type Start, sayStart, startTime, type Told } from './starts.ts';

/** One report as the data describes it. */
export interface StageRow {
  readonly stage: string;
  readonly clockStart: ClockStart;
  readonly period: Period | undefined;
  readonly recipient: string | null;
  readonly isFirst: boolean;
}

export interface Deadline {
  readonly start: Start | undefined;
  readonly due: Due | undefined;
  /** Facts that shorten the period. */
  readonly why: readonly string[];
  readonly confidence: Row['confidence'] | undefined;
}

export interface DeadlineQuestion {
  readonly row: Row;
  readonly stage: StageRow;
  readonly told: Told;
  readonly calendar: Calendar;
  /** Of the report before, for clocks that are counted from it. */
  readonly previous: Start | undefined;
}

const FOLLOW_UPS = new Set<ClockStart>(['previous_report', 'resolution', 'measure_available']);

export const isFollowUp = ({ clockStart }: StageRow): boolean => FOLLOW_UPS.has(clockStart);

type Later = NonNullable<Row['stages']>[number];

/** The reports of a row, the first one first. `hours`: the term of a contract, from the profile. */
export function stagesOf(row: Row, hours: number | undefined): StageRow[] {
  const first: Later = { stage: row.stage, clock_start: row.clock_start, ...periodOf(row, hours) };
  return [first, ...(row.stages ?? [])].map((one, i) => ({
    stage: one.stage,
    clockStart: one.clock_start,
    period: toPeriod(one),
    recipient: one.recipient ?? row.recipient,
    isFirst: i === 0,
  }));
}

function periodOf({ duration, unit }: Row, hours: number | undefined): Pick<Row, 'duration' | 'unit'> {
  return duration === null && hours !== undefined ? { duration: hours, unit: 'h' } : { duration, unit };
}

function toPeriod({ duration, unit }: Pick<Row, 'duration' | 'unit'>): Period | undefined {
  return duration === null || unit === null ? undefined : { duration, unit };
}

/** When a report is due: the shortest variant that facts of the record make hold, else what the row says. */
export function deadlineOf(question: DeadlineQuestion): Deadline {
  const { row, stage, told } = question;
  const own: Choice = { kind: stage.clockStart, period: stage.period, why: [], confidence: undefined };
  const variants = stage.isFirst ? (row.variants ?? []) : [];
  const choices = variants.flatMap((variant): Choice[] => {
    const why = matchFacts(variant.starts_if, told);
    const kind = variant.clock_start ?? stage.clockStart;
    return why.length === 0 ? [] : [{ kind, period: toPeriod(variant), why, confidence: variant.confidence }];
  });
  const deadlines = (choices.length > 0 ? choices : [own]).map((choice) => endOf(choice, question));
  return deadlines.sort((a, b) => (a.due?.at ?? Infinity) - (b.due?.at ?? Infinity))[0] ?? endOf(own, question);
}

interface Choice {
  readonly kind: ClockStart;
  readonly period: Period | undefined;
  readonly why: readonly string[];
  readonly confidence: Row['confidence'] | undefined;
}

function endOf({ kind, period, why, confidence }: Choice, question: DeadlineQuestion): Deadline {
  const { row, told, previous, stage } = question;
  const fallback = row.fallback_start;
  const own = kind === 'previous_report' ? previous : startTime(kind, told);
  const start = own ?? (stage.isFirst && fallback ? startTime(fallback, told) : undefined);
  const said = own || !fallback ? kind : fallback;
  const due = start && period ? dueAt({ start, period, kind: said }, question) : undefined;
  return { ...withinOuter({ start, due }, question), why, confidence };
}

interface Counted {
  readonly start: Start;
  readonly period: Period;
  readonly kind: ClockStart;
}

function dueAt({ start, period, kind }: Counted, { row, calendar }: DeadlineQuestion): Due {
  const at = endOfPeriod(start.span, period, calendar);
  return {
    at,
    words: `${sayPeriod(period)} from ${sayStart(kind)}`,
    length: at - start.span.end,
    relaxedTo: row.period_rule ? prolongedEnd(start.span, period, calendar) : undefined,
  };
}

/** The earlier of two limits, unless the first clock starts only after the second has ended. */
function withinOuter(
  own: Pick<Deadline, 'start' | 'due'>,
  question: DeadlineQuestion,
): Pick<Deadline, 'start' | 'due'> {
  const outer = question.stage.isFirst ? question.row.also_within : undefined;
  const period = outer && toPeriod(outer);
  const start = outer && startTime(outer.clock_start, question.told);
  if (!outer || !period || !start) return own;
  const due = dueAt({ start, period, kind: outer.clock_start }, question);
  const isLater =
    own.start !== undefined && own.due !== undefined && (own.start.span.end > due.at || own.due.at <= due.at);
  return isLater ? own : { start, due };
}
