import { plus } from './clock.mjs';

/** What the charts draw. */
export function seriesOf({ incidents, capas, promises }, { from, to, today }) {
  return {
    capa_ageing: ageingOf(capas),
    incidents_by_month: monthNames(from, to).map((month) => ({ month, severities: severitiesIn(month, incidents) })),
    promises_by_severity: promisesBySeverity(promises),
    open_capas: openByMonth(capas, { from, today }),
    slip: [],
  };
}

function monthNames(from, to) {
  const months = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = plus(`${month}-28`, 7).slice(0, 7))
    months.push(month);
  return months;
}

function severitiesIn(month, incidents) {
  const counts = {};
  for (const { detected, severity, in_period: counted } of incidents)
    if (counted && detected.startsWith(month)) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

function promisesBySeverity(promises) {
  const counts = {};
  for (const { severity, status } of promises) {
    counts[severity] ??= { severity, kept: 0, broken: 0, open: 0, not_evaluable: 0 };
    counts[severity][status.replace('-', '_')]++;
  }
  return Object.values(counts);
}

function ageingOf(rows) {
  const running = rows.filter((capa) => capa.is_open && capa.implemented === null);
  const counts = { 'no due date': 0, 'not due': 0, '1–30': 0, '31–60': 0, '61–90': 0, '> 90': 0 };
  for (const { due, bucket } of running) counts[due === null ? 'no due date' : (bucket ?? 'not due')]++;
  return Object.entries(counts).map(([bucket, own]) => ({ bucket, capas: own }));
}

function openByMonth(rows, { from, today }) {
  const months = [];
  for (let month = from.slice(0, 7); `${month}-01` <= today; ) {
    const [year, number] = month.split('-').map(Number);
    const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
    const day = last < today ? last : today;
    const open = rows.filter(
      ({ opened, implemented, is_open: isOpen }) =>
        opened !== null && opened <= day && (implemented === null ? isOpen : implemented > day),
    );
    months.push({ month, open: open.length, overdue: open.filter(({ due }) => due !== null && due < day).length });
    month = plus(last, 1).slice(0, 7);
  }
  return months;
}
