import { hasReached } from '../facts/incident-states.ts';
import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { HOUR } from '../time.ts';
import type { Lookup } from './input.ts';
import type { CapaRow, PromiseRow, Statistic } from './model.ts';

interface Rows {
  readonly lookup: Lookup;
  readonly capas: readonly CapaRow[];
  readonly promises: readonly PromiseRow[];
}

type Step = keyof IncidentFacts['times'];

/** Figures on the incidents detected in the period (without drills, and without rejected, duplicate and merged ones) and on CAPAs. */
export function statisticsOf(workspace: Workspace, { lookup, capas, promises }: Rows): Statistic[] {
  const incidents = workspace.incidents.filter(
    ({ eventKind, state, times }) =>
      eventKind !== 'drill' && hasReached(state, 'reported') && lookup.inPeriod(lookup.date(times.detected)),
  );
  const mean = (id: string, title: string, [from, to]: readonly [Step, Step]) =>
    meanHours({ id, title, from, to }, { incidents, lookup });
  return [
    mean('mttd', 'Mean time to detect', ['occurred', 'detected']),
    mean('mttc', 'Mean time to contain', ['detected', 'contained']),
    mean('mttr', 'Mean time to restore', ['detected', 'restored']),
    rootCauseOnTime(promises),
    recurrence(incidents),
    ...capaStatistics(capas, lookup),
  ];
}

interface Measure {
  readonly id: string;
  readonly title: string;
  readonly from: Step;
  readonly to: Step;
}

function meanHours(
  { id, title, from, to }: Measure,
  { incidents, lookup }: { incidents: readonly IncidentFacts[]; lookup: Lookup },
): Statistic {
  const spans = incidents.flatMap(({ times }) => {
    const [start, end] = [lookup.instant(times[from]), lookup.instant(times[to])];
    return start === undefined || end === undefined ? [] : [Math.max(0, end - start)];
  });
  const sum = spans.reduce((total, span) => total + span, 0);
  return {
    id,
    title,
    value: spans.length === 0 ? null : round(sum / spans.length / HOUR),
    unit: 'hours',
    counted: spans.length,
    of: incidents.length,
    how: `Arithmetic mean of the time from ${NAMES[from]} to ${NAMES[to]}, over the incidents detected in the period that record both. A date without time counts as the end of that day.`,
  };
}

const NAMES: Readonly<Partial<Record<Step, string>>> = {
  occurred: 'occurrence',
  detected: 'detection',
  contained: 'containment',
  restored: 'restoration',
};

function rootCauseOnTime(promises: readonly PromiseRow[]): Statistic {
  const decided = promises.filter((promise) => promise.kind === 'root-cause' && isDecided(promise));
  return share({
    id: 'root-cause-on-time',
    title: 'Root causes determined in time',
    part: decided.filter(({ status }) => status === 'kept').length,
    whole: decided.length,
    how: 'Promises on the root cause that were kept, of those kept or broken. Promises that are not due yet or cannot be judged do not count.',
  });
}

/** Kept or broken: the others say nothing of how promises are kept. */
export function isDecided({ status }: PromiseRow): boolean {
  return status === 'kept' || status === 'broken';
}

function recurrence(incidents: readonly IncidentFacts[]): Statistic {
  return share({
    id: 'recurrence',
    title: 'Recurrence',
    part: incidents.filter(({ isRepeat }) => isRepeat).length,
    whole: incidents.length,
    how: 'Incidents detected in the period that their record calls a recurrence of an earlier one, of all detected in the period.',
  });
}

function capaStatistics(capas: readonly CapaRow[], { inPeriod }: Lookup): Statistic[] {
  const implemented = capas.filter((capa) => inPeriod(capa.implemented));
  const judged = implemented.filter(({ on_time }) => on_time !== null);
  const original = implemented.filter(({ original_due }) => original_due !== null);
  const running = capas.filter(({ is_open, implemented: done, due }) => is_open && done === null && due !== null);
  const checked = capas.filter(({ checked: at, effectiveness }) => inPeriod(at) && effectiveness !== null);
  return [
    share({
      id: 'capa-on-time',
      title: 'CAPAs implemented in time',
      part: judged.filter(({ on_time }) => on_time).length,
      whole: judged.length,
      how: 'CAPAs implemented in the period by the due date in force, of those implemented in the period that have one.',
    }),
    share({
      id: 'capa-on-original-time',
      title: 'CAPAs implemented by their first due date',
      part: original.filter((capa) => String(capa.implemented) <= String(capa.original_due)).length,
      whole: original.length,
      how: 'The same against the original due date, so that extensions do not improve the figure.',
    }),
    share({
      id: 'capa-overdue',
      title: 'CAPAs overdue now',
      part: running.filter(({ days_overdue }) => days_overdue !== null).length,
      whole: running.length,
      how: 'CAPAs past their due date and not implemented, of those that are open, not implemented and have a due date.',
    }),
    share({
      id: 'capa-effective',
      title: 'CAPAs found effective',
      part: checked.filter(({ effectiveness }) => effectiveness === 'effective').length,
      whole: checked.length,
      how: 'Effectiveness checks made in the period with the result "effective", of all made in the period.',
    }),
  ];
}

interface Share {
  readonly id: string;
  readonly title: string;
  readonly part: number;
  readonly whole: number;
  readonly how: string;
}

function share({ id, title, part, whole, how }: Share): Statistic {
  const value = whole === 0 ? null : round((part / whole) * 100);
  return { id, title, value, unit: 'percent', counted: part, of: whole, how };
}

const round = (value: number) => Math.round(value * 10) / 10;
