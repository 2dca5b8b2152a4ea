import type { Due, NotificationClock } from '../clocks/index.ts';
import { displayWidth } from '../text/display.ts';
import { terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { endOfDay, formatDuration, type Zone } from '../time.ts';

/** The clocks of one incident, and when and where they were read. */
export interface ClockTable {
  readonly incident: string;
  readonly file: string;
  readonly asOf: number;
  readonly zone: Zone;
  readonly clocks: readonly NotificationClock[];
}

const LONGEST_WHY = 160;
const TITLES = ['Regime', 'Report', 'Due', 'Standing', 'Why'];

/** For people: a row for each report, then what the dates do not say. */
export function renderClocks(table: ClockTable): string {
  const { incident, file, zone, asOf, clocks } = table;
  const head = `${incident} (${file}) as of ${new Date(asOf).toISOString()}, days of ${zone.name}`;
  if (clocks.length === 0)
    return `${terminalText(head)}\n\nNo regime applies by the profile, and the record names none.\n`;
  const rows = [TITLES, ...clocks.map((clock) => cellsOf(clock, table))];
  const widths = TITLES.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  const lines = rows.map((row) => row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell))));
  return [terminalText(head), '', ...lines.map((line) => line.join('  ').trimEnd()), '', ...notes(table), ''].join(
    '\n',
  );
}

function cellsOf(clock: NotificationClock, { zone, asOf }: ClockTable): string[] {
  const certainty = clock.certainty === 'verified' ? '' : ` (${clock.certainty})`;
  return [
    clock.regime,
    clock.stage,
    clock.due ? sayInstant(clock.due.at, zone) : '–',
    sayStanding(clock, asOf, zone) + certainty,
    clip(clock.why.join('; '), LONGEST_WHY),
  ].map(terminalText);
}

function sayStanding({ standing, due, sentAt }: NotificationClock, asOf: number, zone: Zone): string {
  const sent = sentAt === undefined ? '' : ` ${sayInstant(sentAt, zone)}`;
  if (standing === 'sent') return `sent${sent}`;
  if (standing === 'sent-late' && due && sentAt !== undefined)
    return `sent${sent}, ${formatDuration(sentAt - due.at)} late`;
  if (standing === 'missed' && due) return `missed, ${formatDuration(asOf - due.at)} over`;
  if ((standing === 'running' || standing === 'pending') && due) {
    return asOf > due.at
      ? `${standing}, ${formatDuration(asOf - due.at)} over`
      : `${standing}, ${formatDuration(due.at - asOf)} left`;
  }
  return standing.replace('-', ' ') + sent;
}

/** The day, where it ends with it; else the minute in UTC. */
export function sayInstant(at: number, zone: Zone): string {
  const day = zone.dateOf(at);
  return endOfDay(day, zone) === at ? day : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

const CERTAINTY_NOTES = {
  unverified: 'unverified: the row of the data set was not compared with the text of the law again',
  unsettled: 'unsettled: whether the duty binds, or its number, is not settled',
} as const;

function notes({ clocks, zone }: ClockTable): string[] {
  const counted = clocks.flatMap(({ regime, stage, start, due, citation, recipient }) => [
    `${regime} ${stage}: ${citation}${recipient === null ? '' : `; to: ${recipient}`}`,
    ...(start && due ? [`  ${due.words}, ${sayInstant(start.at, zone)} (${start.field})${sayRelaxed(due, zone)}`] : []),
  ]);
  const unsure = (['unverified', 'unsettled'] as const).filter((one) =>
    clocks.some(({ certainty }) => certainty === one),
  );
  return [...counted, ...unsure.map((one) => CERTAINTY_NOTES[one]), LEGAL].map(terminalText);
}

const LEGAL = 'A duration is a ceiling: nearly all texts ask for notice without delay. This is no legal advice.';

function sayRelaxed({ relaxedTo }: Due, zone: Zone): string {
  return relaxedTo === undefined
    ? ''
    : `; under Regulation (EEC, Euratom) No 1182/71 it may end ${sayInstant(relaxedTo, zone)}`;
}

/** For machines: instants in UTC, RFC 3339; what is not there is null. */
export function clocksToJson({ incident, file, asOf, zone, clocks }: ClockTable): unknown {
  const instant = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    incident,
    file,
    as_of: instant(asOf),
    timezone: zone.name,
    clocks: clocks.map((clock) => ({
      regime: clock.regime,
      stage: clock.stage,
      standing: clock.standing,
      certainty: clock.certainty,
      why: clock.why,
      counted_from: clock.start ? { at: instant(clock.start.at), field: clock.start.field } : null,
      due_at: instant(clock.due?.at),
      due: clock.due?.words ?? null,
      relaxed_to: instant(clock.due?.relaxedTo),
      sent_at: instant(clock.sentAt),
      remaining_minutes: clock.due && clock.sentAt === undefined ? Math.floor((clock.due.at - asOf) / 60_000) : null,
      applies_from: clock.appliesFrom ?? null,
      citation: clock.citation,
      recipient: clock.recipient,
    })),
  };
}
