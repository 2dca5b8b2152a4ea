/**
 * Recomputes the figures of a conformance report from the files alone, with nothing of the program: only a YAML reader,
 * the calendar of the runtime and the definitions that the report itself prints. For the neglected organisation, whose
 * severity table and triage sentence it reads by their looks.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';

const DAY = 86_400_000;
const OPEN_INCIDENT = ['reported', 'triaged', 'contained', 'investigating', 'reopened', 'remediating', 'verifying'];
const RUNNING_CAPA = ['open', 'investigating', 'reopened', 'plan-proposed', 'plan-approved', 'in-progress'];
const OPEN_CAPA = [...RUNNING_CAPA, 'implemented', 'effectiveness-pending'];
const BEFORE_ROOT_CAUSE = ['reported', 'triaged', 'contained', 'investigating'];

export function recompute(root, { asOf, from, to, zone, seed }) {
  const read = (folder, pattern) =>
    readdirSync(join(root, folder))
      .sort()
      .filter((name) => pattern.test(name))
      .flatMap((name) => {
        try {
          return [
            {
              file: `${folder}/${name}`,
              value: load(readFileSync(join(root, folder, name), 'utf8'), { schema: JSON_SCHEMA }),
            },
          ];
        } catch {
          return [];
        }
      });
  const incidents = read('incidents', /\.yml$/);
  const capas = read('capas', /\.yml$/);
  const time = clock(zone);
  const today = time.dateOf(asOf);
  const inPeriod = (date) => date !== null && date >= from && date <= to;
  const policy = readFileSync(join(root, 'policies/ai-incident-management.md'), 'utf8');

  const incidentRows = incidents.map(({ file, value }) => {
    const detected = time.day(value.detected_at);
    const isOpen = OPEN_INCIDENT.includes(value.state);
    const closed = time.day(value.closure?.closed_at);
    return {
      file,
      id: value.id,
      severity: value.severity ?? null,
      detected,
      contained: time.day(value.containment?.contained_at),
      root_cause: time.day(value.investigation?.completed_at),
      closed,
      is_open: isOpen,
      in_period: inPeriod(detected),
      age_days: days(detected, isOpen ? today : (closed ?? today)),
      capas: capas
        .filter(
          (capa) =>
            (value.capa_refs ?? []).includes(capa.value.id) || (capa.value.source_refs ?? []).includes(value.id),
        )
        .map((capa) => capa.value.id)
        .sort(),
    };
  });
  const capaRows = capas.map(({ file, value }) => {
    const [due, implemented] = [value.due_date ?? null, time.day(value.implemented_at)];
    const late = RUNNING_CAPA.includes(value.state) && due !== null ? Math.max(0, days(due, today)) : 0;
    return {
      file,
      id: value.id,
      opened: time.day(value.opened_at),
      due,
      implemented,
      is_open: OPEN_CAPA.includes(value.state),
      days_overdue: late || null,
      bucket: late === 0 ? null : late <= 30 ? '1–30' : late <= 60 ? '31–60' : late <= 90 ? '61–90' : '> 90',
      on_time: due === null || implemented === null ? null : implemented <= due,
      extensions: (value.extensions ?? []).length,
      checked: time.day(value.effectiveness?.performed_at),
      effectiveness: value.effectiveness?.result ?? null,
    };
  });
  const promises = promisesOf(incidents, { policy, time, asOf });
  return {
    incidents: incidentRows,
    capas: capaRows,
    promises,
    statistics: statisticsOf({ incidents, incidentRows, capaRows, capas, promises, time, inPeriod }),
    months: monthsOf(incidentRows),
    ageing: ageingOf(capaRows),
    openCapas: openByMonth(capaRows, { from, today }),
    told: incidents
      .flatMap(({ value }) => (value.notifications ?? []).map(({ audience }) => `${value.id} ${audience}`))
      .sort(),
    sample: sampleOf(incidentRows, capaRows, { seed, inPeriod }),
  };
}

function clock(zone) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dateOf = (instant) => format.format(new Date(instant));
  /** The last millisecond of a day: searched for, as the offset of the zone changes. */
  const endOf = (date) => {
    let at = Date.parse(`${date}T23:59:59.999Z`) - DAY;
    while (dateOf(at + 3_600_000) <= date) at += 3_600_000;
    while (dateOf(at + 1) <= date) at += 1;
    return at;
  };
  const instant = (text) => {
    if (text === undefined) return undefined;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return endOf(text);
    // A time without offset is the organisation's: the fixture has one, in winter.
    return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}-06:00`);
  };
  return {
    dateOf,
    endOf: (date) => dayEnd(date, dateOf),
    instant,
    day: (text) => (text === undefined ? null : dateOf(instant(text))),
  };
}

function dayEnd(date, dateOf) {
  for (const hour of [5, 6]) {
    const at = Date.parse(`${plus(date, 1)}T0${hour}:00:00Z`) - 1;
    if (dateOf(at) === date && dateOf(at + 1) !== date) return at;
  }
  throw new Error(`no end of ${date}`);
}

const plus = (date, number) => new Date(Date.parse(`${date}T00:00:00Z`) + number * DAY).toISOString().slice(0, 10);
const days = (a, b) => Math.round((Date.parse(b) - Date.parse(a)) / DAY);

/** Triage within one business day; containment and root cause by the rows of the severity table. */
function promisesOf(incidents, { policy, time, asOf }) {
  const table = new Map();
  for (const [, severity, containment, cause] of policy.matchAll(
    /^\| (SEV-\d) \|[^|]*\| within ([^|]+) \| within ([^|]+) \|$/gm,
  ))
    table.set(severity, { containment, cause });
  const outcome = (done, deadline, isPending) => {
    if (done !== undefined) return done <= deadline ? 'kept' : 'broken';
    if (!isPending) return 'not-evaluable';
    return asOf > deadline ? 'broken' : 'open';
  };
  return incidents.flatMap(({ value }) => {
    const detected = time.instant(value.detected_at);
    const limit = (text) => {
      const [, amount, unit] = /^(\d+) (hour|day)s?$/.exec(text.trim());
      return unit === 'hour'
        ? detected + Number(amount) * 3_600_000
        : time.endOf(plus(time.dateOf(detected), Number(amount)));
    };
    let next = plus(time.dateOf(detected), 1);
    while ([0, 6].includes(new Date(`${next}T00:00:00Z`).getUTCDay())) next = plus(next, 1);
    const row = table.get(value.severity);
    const causes = value.investigation?.root_causes ?? [];
    const found = [
      { kind: 'triage', status: outcome(time.instant(value.triage?.at), time.endOf(next), value.state === 'reported') },
    ];
    if (row) {
      found.push({
        kind: 'containment',
        status: outcome(
          time.instant(value.containment?.contained_at),
          limit(row.containment),
          ['reported', 'triaged'].includes(value.state),
        ),
      });
      const done = causes.length > 0 ? time.instant(value.investigation?.completed_at) : undefined;
      found.push({
        kind: 'root-cause',
        status: outcome(done, limit(row.cause), BEFORE_ROOT_CAUSE.includes(value.state)),
      });
    }
    return found.map((one) => ({ ...one, subject: value.id, severity: value.severity }));
  });
}

function statisticsOf({ incidents, incidentRows, capaRows, capas, promises, time, inPeriod }) {
  const own = incidents.filter(
    ({ file, value }) => value.kind !== 'drill' && incidentRows.some((row) => row.file === file && row.in_period),
  );
  const mean = (start, end) => {
    const spans = own.flatMap(({ value }) => {
      const [a, b] = [time.instant(start(value)), time.instant(end(value))];
      return a === undefined || b === undefined ? [] : [Math.max(0, b - a) / 3_600_000];
    });
    const value = spans.length === 0 ? null : round(spans.reduce((sum, span) => sum + span, 0) / spans.length);
    return { value, counted: spans.length, of: own.length };
  };
  const share = (counted, of) => ({ value: of === 0 ? null : round((counted / of) * 100), counted, of });
  const done = capaRows.filter((capa) => inPeriod(capa.implemented));
  const original = done
    .map(({ file }) => capas.find((capa) => capa.file === file).value)
    .filter((value) => value.original_due_date);
  const running = capaRows.filter((capa) => capa.is_open && capa.implemented === null && capa.due !== null);
  const checked = capaRows.filter((capa) => inPeriod(capa.checked) && capa.effectiveness !== null);
  const causes = promises.filter(({ kind, status }) => kind === 'root-cause' && ['kept', 'broken'].includes(status));
  const detected = (value) => value.detected_at;
  return {
    mttd: mean((value) => value.occurred_at, detected),
    mttc: mean(detected, (value) => value.containment?.contained_at),
    mttr: mean(detected, (value) => value.recovery?.restored_at),
    'root-cause-on-time': share(causes.filter(({ status }) => status === 'kept').length, causes.length),
    recurrence: share(
      own.filter(({ value }) => (value.related ?? []).some(({ relation }) => relation === 'recurrence')).length,
      own.length,
    ),
    'capa-on-time': share(
      done.filter((capa) => capa.on_time === true).length,
      done.filter((capa) => capa.on_time !== null).length,
    ),
    'capa-on-original-time': share(
      original.filter((value) => time.day(value.implemented_at) <= value.original_due_date).length,
      original.length,
    ),
    'capa-overdue': share(running.filter((capa) => capa.days_overdue !== null).length, running.length),
    'capa-effective': share(checked.filter((capa) => capa.effectiveness === 'effective').length, checked.length),
  };
}

const round = (value) => Math.round(value * 10) / 10;

function monthsOf(rows) {
  const months = {};
  for (const { detected, severity, in_period: counts } of rows) {
    if (!counts) continue;
    const month = detected.slice(0, 7);
    months[month] = { ...months[month], [severity]: (months[month]?.[severity] ?? 0) + 1 };
  }
  return months;
}

function ageingOf(rows) {
  const running = rows.filter((capa) => capa.is_open && capa.implemented === null);
  const counts = { 'no due date': 0, 'not due': 0, '1–30': 0, '31–60': 0, '61–90': 0, '> 90': 0 };
  for (const { due, bucket } of running) counts[due === null ? 'no due date' : (bucket ?? 'not due')]++;
  return counts;
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

function sampleOf(incidents, capas, { seed, inPeriod }) {
  const strata = {};
  for (const { id, severity, in_period: counts } of incidents) if (counts) (strata[severity] ??= []).push(id);
  for (const { id, opened } of capas) if (inPeriod(opened)) (strata.CAPAs ??= []).push(id);
  const order = (id) => createHash('sha256').update(`${seed}:${id}`).digest('hex');
  return Object.fromEntries(
    Object.entries(strata).map(([name, ids]) => [
      name,
      ids.sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, Math.ceil(Math.sqrt(ids.length))),
    ]),
  );
}
