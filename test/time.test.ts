import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  deadlineOf,
  formatDuration,
  isDate,
  isDateTime,
  lacksOffset,
  openZone,
  spanOf,
  UTC,
} from '../src/time.ts';

const ZONES = [
  'UTC',
  'Europe/Oslo',
  'America/New_York',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Apia',
];
const dates = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a date means that whole day in the zone', () => {
  it('due today is not overdue, and is overdue when tomorrow begins, across zones and DST', async () => {
    const zones = await Promise.all(ZONES.map(openZone));
    fc.assert(
      fc.property(fc.constantFrom(...zones), dates, fc.double({ min: 0, max: 1, noNaN: true }), (zone, date, share) => {
        const start = zone.startOfDay(date);
        const end = deadlineOf(date, zone) as number;
        // Samoa skipped a day: that day has no length.
        fc.pre(end >= start);
        const moment = Math.floor(start + share * (end - start));
        expect(moment <= end).toBe(true);
        expect(zone.dateOf(moment)).toBe(date);
        expect(end + 1).toBe(zone.startOfDay(addDays(date, 1)));
      }),
    );
  });

  it('an instant falls on the day that the calendar of the runtime names', async () => {
    const zones = await Promise.all(ZONES.map(openZone));
    const calendars = new Map(ZONES.map((name) => [name, new Intl.DateTimeFormat('en-CA', { timeZone: name })]));
    const instants = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2090-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...zones.keys()), instants, (i, instant) => {
        const [zone, name] = [zones[i], ZONES[i] ?? ''];
        expect(zone?.dateOf(instant)).toBe(calendars.get(name)?.format(instant));
      }),
    );
  });

  it('knows days of 23 and 25 hours', async () => {
    const oslo = await openZone('Europe/Oslo');
    const hours = (date: string) => ((deadlineOf(date, oslo) as number) + 1 - oslo.startOfDay(date)) / 3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-23')]).toEqual([23, 25, 24]);
  });

  it('an unknown zone is refused', async () => {
    await expect(openZone('Europe/Atlantis')).rejects.toThrow(RangeError);
  });

  it('the last representable day stops nothing', async () => {
    for (const name of ZONES) expect(() => spanOf('9999-12-31', UTC)).not.toThrow(name);
    const auckland = await openZone('Pacific/Auckland');
    expect(() => spanOf('9999-12-31', auckland)).not.toThrow();
  });
});

describe('times as written', () => {
  it('accepts dates and date-times that exist', () => {
    expect(['2026-02-28', '2024-02-29', '2026-02-29', '2026-02-30', '2026-13-01', '26-1-1'].map(isDate)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(
      [
        '2026-03-14T09:30:00Z',
        '2026-03-14T09:30:00.5+01:00',
        '2026-03-14 09:30:00',
        '2026-03-14T24:00:00Z',
        '2026-03-14T9:30:00Z',
      ].map(isDateTime),
    ).toEqual([true, true, true, false, false]);
    expect(['2026-03-14T09:30:00', '2026-03-14T09:30:00Z', '2026-03-14'].map(lacksOffset)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('an offset says which instant is meant', () => {
    expect(spanOf('2026-03-14T09:30:00+01:00', UTC)).toEqual(spanOf('2026-03-14T08:30:00Z', UTC));
    expect(spanOf('yesterday', UTC)).toBeUndefined();
  });

  it('calendar arithmetic undoes itself', () => {
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: -4000, max: 4000 }),
        (date, days) => daysBetween(date, addDays(date, days)) === days,
      ),
    );
  });

  it('lengths of time read as people say them', () => {
    expect([90_000, 33_000_000, 273_600_000, 1_036_800_000].map(formatDuration)).toEqual([
      '2 min',
      '9 h 10 min',
      '3 d 4 h',
      '12 d',
    ]);
  });
});
