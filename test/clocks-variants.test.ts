import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NotificationClock, notificationClocks, REGIMES } from '../src/clocks/index.ts';
import { incidentFacts } from '../src/facts/incident.ts';
import { organisationFacts } from '../src/facts/organisation.ts';
import { UTC } from '../src/time.ts';
import { documentOf, type Values } from './rules/workspace-of.ts';

const AWARE = '2026-11-02T09:00:00Z';
const AS_OF = Date.parse('2026-11-23T12:00:00Z');

interface Case {
  readonly regime: string;
  readonly entry?: Values;
  readonly record?: Values;
  readonly regimes?: readonly { id: string; applicable: boolean; notice_hours?: number }[];
  readonly asOf?: number;
}

/** Clocks of one incident for which one regime was decided. */
function clocksOf({ regime, entry = {}, record = {}, regimes = [], asOf = AS_OF }: Case): NotificationClock[] {
  const value = {
    id: 'AI-INC-2026-071',
    kind: 'incident',
    state: 'triaged',
    detected_at: AWARE,
    awareness: { at: AWARE, basis: 'Alert' },
    reportability: [{ regime_id: regime, decision: 'required', ...entry }],
    ...record,
  };
  const incident = incidentFacts(documentOf('incidents/AI-INC-2026-071.yml', value));
  const organisation = organisationFacts({ organisation: { short_name: 'Halden' }, regimes: [...regimes] });
  return notificationClocks(incident, { asOf, zone: UTC, organisation });
}

const due = (given: Case, stage?: string) => {
  const clock = clocksOf(given).find(
    (one) => one.regime === given.regime && (stage === undefined || one.stage === stage),
  );
  return clock?.due && new Date(clock.due.at).toISOString().slice(0, 16);
};

describe('facts of the record shorten a period', () => {
  it.each([
    [{}, '2026-11-17T23:59'],
    [{ art73_class: 'critical-infrastructure-disruption' }, '2026-11-04T23:59'],
    [{ subcategory: 'weight-exfiltration' }, '2026-11-07T23:59'],
    [{ impact: { deaths: 1 } }, '2026-11-12T23:59'],
    [{ art73_class: 'critical-infrastructure-disruption', impact: { deaths: 2 } }, '2026-11-04T23:59'],
  ])('Code of Practice, %o', (record, expected) => {
    expect(due({ regime: 'eu-gpai-cop-9.3', record }, 'initial')).toBe(expected);
  });

  it.each([
    ['us-il-sb315', { impact: { imminent_risk: true } }, {}, '2026-11-03T09:00'],
    ['eu-mdr-87', {}, { conditions: ['public-health-threat'] }, '2026-11-04T23:59'],
    ['us-hipaa-hhs', { impact: { affected_count: 499 } }, {}, '2027-03-01T23:59'],
    ['us-hipaa-hhs', { impact: { affected_count: 500 } }, {}, '2027-01-01T23:59'],
    // Monday to Friday is four business days.
    ['us-sec-8k-105', {}, { determined_at: '2026-11-09T15:00:00Z' }, '2026-11-13T23:59'],
  ])('%s %o %o', (regime, record, entry, expected) => {
    expect(due({ regime, record, entry })).toBe(expected);
  });

  it('DORA: the earlier of 4 hours from classification and 24 from awareness, unless classified later than that', () => {
    const initial = (determined_at: string) => due({ regime: 'eu-dora-init', entry: { determined_at } });
    expect(initial('2026-11-02T11:00:00Z')).toBe('2026-11-02T15:00');
    expect(initial('2026-11-03T07:00:00Z')).toBe('2026-11-03T09:00');
    expect(initial('2026-11-04T07:00:00Z')).toBe('2026-11-04T11:00');
    expect(due({ regime: 'eu-dora-init' })).toBe('2026-11-03T09:00');
  });

  it('a contract has the term that the profile gives', () => {
    const regimes = [{ id: 'contractual', applicable: true, notice_hours: 48 }];
    expect(due({ regime: 'contractual', regimes })).toBe('2026-11-04T09:00');
  });
});

it('what is proposed, repealed, voluntary or not yet in force is never missed, whenever it is asked', () => {
  const regimes = [
    'eu-gdpr-33-com-2025-837',
    'us-co-sb24-205',
    'eu-gpai-cop-9.3',
    'us-ny-raise',
    'eu-aia-26-5-si',
    'in-dpdp',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...regimes), fc.integer({ min: 0, max: 3_000 }), (regime, days) => {
      const clocks = clocksOf({ regime, asOf: AS_OF + days * 86_400_000 }).filter((clock) => clock.regime === regime);
      expect(clocks.length).toBeGreaterThan(0);
      expect(new Set(clocks.map(({ standing }) => standing))).toEqual(new Set(['voluntary']));
    }),
  );
});

it('what is missed stays missed until the record changes', () => {
  const missed = (asOf: number) =>
    clocksOf({ regime: 'eu-nis2-23', asOf })
      .filter(({ standing }) => standing === 'missed')
      .map(({ regime }) => regime);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (first, later) => {
      const start = Date.parse(AWARE);
      const before = missed(start + first * 3_600_000);
      expect(missed(start + (first + later) * 3_600_000)).toEqual(expect.arrayContaining(before));
    }),
  );
});

it('no time in a record stops the reading', () => {
  const times = fc.oneof(
    fc.constantFrom('9999-12-31', '0000-01-01', '9999-12-31T23:59:59-12:00', '2026-02-30', '', 'soon', AWARE),
    fc.string(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const entry = fc.record({ determined_at: times, paid_at: times, measure_available_at: times, assessed_at: times });
  fc.assert(
    fc.property(fc.constantFrom(...REGIMES), times, entry, times, ({ id }, at, said, sent_at) => {
      const stages = ['initial', 'notification', 'intermediate'].map((stage) => ({ stage, sent_at }));
      const record = { awareness: { at }, detected_at: at, recovery: { restored_at: sent_at } };
      expect(() => clocksOf({ regime: id, entry: { ...said, stages }, record })).not.toThrow();
    }),
  );
});
