import { hasCapaReached } from '../facts/capa-states.ts';
import type { Workspace } from '../facts/index.ts';
import type { Ledger } from '../history/ledger.ts';
import { addDays } from '../time.ts';
import type { Lookup } from './input.ts';
import type { CapaRow, IncidentRow, Period, PromiseRow, Series } from './model.ts';
import { BUCKETS } from './registers/capas.ts';

interface Rows {
  readonly period: Period;
  readonly lookup: Lookup;
  readonly incidents: readonly IncidentRow[];
  readonly capas: readonly CapaRow[];
  readonly promises: readonly PromiseRow[];
  readonly ledger: Ledger | null;
}

/** Longer periods are drawn by their last months. */
const MOST_MONTHS = 36;

/** What the charts draw, from the same rows as the registers. */
export function seriesOf({ severities }: Workspace, rows: Rows): Series {
  const inRank = (a: string, b: string) =>
    (severities.rankOf(a) ?? 99) - (severities.rankOf(b) ?? 99) || (a < b ? -1 : 1);
  const months = monthsOf(rows.period);
  return {
    capa_ageing: ageing(rows.capas),
    incidents_by_month: months.map((month) => ({ month, severities: countMonth(rows.incidents, month, inRank) })),
    promises_by_severity: promisesBySeverity(rows.promises, inRank),
    ...openCapas(months, rows),
    slip: slipOf(rows.ledger),
  };
}

type Open = Pick<Series, 'open_capas' | 'open_capas_from'>;

/** As Git had it at the end of each month, where it reaches back so far; else by the dates that the records give. */
function openCapas(months: readonly string[], { lookup, capas, ledger }: Rows): Open {
  const days = months
    .filter((month) => `${month}-01` <= lookup.today)
    .map((month) => ({ month, day: earlier(lastDay(month), lookup.today) }));
  const first = (ledger?.capas ?? []).map(({ first_seen }) => lookup.date(first_seen.landed_at) ?? '').sort()[0];
  const isTold = ledger !== null && first !== undefined && first <= (days[0]?.day ?? '');
  return {
    open_capas: days.map(({ month, day }) => ({
      month,
      ...(isTold ? openInGit(ledger, day, lookup) : openAt(capas, day)),
    })),
    open_capas_from: isTold ? 'git' : 'records',
  };
}

/** What was committed by the end of a day: state and due date as they were then. */
function openInGit({ capas }: Ledger, day: string, { date }: Lookup): { open: number; overdue: number } {
  const isThen = ({ landed_at }: { landed_at: string }) => (date(landed_at) ?? '') <= day;
  const open = capas.filter((capa) => {
    const state = capa.states.findLast(isThen)?.state;
    if (capa.removed && isThen(capa.removed)) return false;
    return isThen(capa.first_seen) && hasCapaReached(state, 'open') && !hasCapaReached(state, 'implemented');
  });
  const dueThen = ({ moves, first_due }: Ledger['capas'][number]) => moves.findLast(isThen)?.to ?? first_due;
  const overdue = open.filter((capa) => (dueThen(capa) ?? '9999') < day);
  return { open: open.length, overdue: overdue.length };
}

const MOST_SLIPPED = 8;

/** Days later only, by CAPA, the most first. */
function slipOf(ledger: Ledger | null): Series['slip'] {
  const sum = (moves: Ledger['capas'][number]['moves'], justified: boolean) =>
    moves.reduce((days, move) => days + (move.justified === justified ? Math.max(0, move.days) : 0), 0);
  return (ledger?.capas ?? [])
    .map(({ id, file, moves }) => ({ capa: id ?? file, justified: sum(moves, true), silent: sum(moves, false) }))
    .filter(({ justified, silent }) => justified + silent > 0)
    .sort((a, b) => b.justified + b.silent - a.justified - a.silent || (a.capa < b.capa ? -1 : 1))
    .slice(0, MOST_SLIPPED);
}

function ageing(capas: readonly CapaRow[]): Series['capa_ageing'] {
  const running = capas.filter(({ is_open, implemented }) => is_open && implemented === null);
  const count = (bucket: string) => running.filter((capa) => capa.bucket === bucket).length;
  const dated = running.filter(({ due, days_overdue }) => due !== null && days_overdue === null).length;
  return [
    { bucket: 'no due date', capas: running.filter(({ due }) => due === null).length },
    { bucket: 'not due', capas: dated },
    ...BUCKETS.map((bucket) => ({ bucket, capas: count(bucket) })),
  ];
}

function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = lastDay(month, 1).slice(0, 7)) months.push(month);
  return months.slice(-MOST_MONTHS);
}

/** Last day of a month, plus days. */
function lastDay(month: string, plus = 0): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return addDays(`${month}-01`, new Date(Date.UTC(year, number, 0)).getUTCDate() - 1 + plus);
}

const earlier = (a: string, b: string) => (a < b ? a : b);

type Order = (a: string, b: string) => number;

function countMonth(incidents: readonly IncidentRow[], month: string, inRank: Order): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { detected, in_period, severity } of incidents) {
    if (!in_period || !detected?.startsWith(month)) continue;
    const label = severity ?? 'not set';
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => inRank(a, b)));
}

function promisesBySeverity(promises: readonly PromiseRow[], inRank: Order): Series['promises_by_severity'] {
  const labels = [...new Set(promises.map(({ severity }) => severity ?? 'not set'))].sort(inRank);
  return labels.map((severity) => {
    const own = promises.filter((promise) => (promise.severity ?? 'not set') === severity);
    const count = (status: PromiseRow['status']) => own.filter((promise) => promise.status === status).length;
    return {
      severity,
      kept: count('kept'),
      broken: count('broken'),
      open: count('open'),
      not_evaluable: count('not-evaluable'),
    };
  });
}

/** CAPAs that were open at the end of a day, and past their present due date, by the dates of the records. */
function openAt(capas: readonly CapaRow[], day: string): { open: number; overdue: number } {
  const open = capas.filter(
    ({ opened, implemented, is_open }) =>
      opened !== null && opened <= day && (implemented === null ? is_open : implemented > day),
  );
  return { open: open.length, overdue: open.filter(({ due }) => due !== null && due < day).length };
}
