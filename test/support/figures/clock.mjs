export const DAY = 86_400_000;

export const plus = (date, number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + number * DAY).toISOString().slice(0, 10);
export const days = (a, b) => Math.round((Date.parse(b) - Date.parse(a)) / DAY);
/** An instant as the report writes it: to the second, UTC. */
export const second = (instant) => (instant === undefined ? null : `${new Date(instant).toISOString().slice(0, 19)}Z`);

/** Days and instants of the organisation, by the calendar of the runtime. */
export function clock(zone) {
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
