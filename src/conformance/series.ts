import type { Workspace } from '../facts/index.ts';
import { addDays } from '../time.ts';
import type { CapaRow, IncidentRow, Period, PromiseRow, Series } from './model.ts';
import { BUCKETS } from './registers/capas.ts';

interface Rows {
  readonly period: Period;
  readonly today: string;
  readonly incidents: readonly IncidentRow[];
  readonly capas: readonly CapaRow[];
  readonly promises: readonly PromiseRow[];
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
    open_capas: months
      .filter((month) => `${month}-01` <= rows.today)
      .map((month) => ({ month, ...openAt(rows.capas, earlier(lastDay(month), rows.today)) })),
  };
}

function ageing(capas: readonly CapaRow[]): Series['capa_ageing'] {
  const running = capas.filter(({ is_open, implemented }) => is_open && implemented === null);
  const count = (bucket: string | null) => running.filter((capa) => capa.bucket === bucket).length;
  return [{ bucket: 'not due', capas: count(null) }, ...BUCKETS.map((bucket) => ({ bucket, capas: count(bucket) }))];
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
    return { severity, kept: count('kept'), broken: count('broken'), open: count('open') };
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
