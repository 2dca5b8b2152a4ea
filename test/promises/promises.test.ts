import { describe, expect, it, test } from 'vitest';
import { promiseLedger } from '../../src/promises/ledger.ts';
import { endOfLimit, readLimit, sayLimit } from '../../src/promises/limit.ts';
import capaDueBeyondPromise from '../../src/rules/capa-due-beyond-promise.ts';
import capaPlanOverdue from '../../src/rules/capa-plan-overdue.ts';
import containmentOverdue from '../../src/rules/containment-overdue.ts';
import containmentMissing from '../../src/rules/incident-containment-missing.ts';
import pirOverdue from '../../src/rules/pir-overdue.ts';
import rcaOverdue from '../../src/rules/rca-overdue.ts';
import triageOverdue from '../../src/rules/triage-overdue.ts';
import { openZone, spanOf, UTC } from '../../src/time.ts';
import { AS_OF, type Organisation, organisation, promise, say, sayCapa } from './organisation.ts';

const POLICY = '(policies/ai-incident-management.md:42)';

describe('the policy’s own words are the thresholds', () => {
  const open = { state: 'triaged', severity: 'SEV-1', detected_at: '2026-11-23T07:00:00Z' };

  it('a shorter promise finds what the default lets pass, and names the line of the policy', () => {
    const record = { ...open, detected_at: '2026-11-23T09:00:00Z' };
    expect(say(containmentMissing, record)).toEqual([]);
    expect(say(containmentMissing, record, { policy: [promise('containment', 'SEV-1', 2, 'hour')] })).toEqual([
      `/containment: Containment of AI-INC-2026-046 is 1 h overdue: SEV-1, state triaged; your policy promises 2 h ${POLICY} | policies/ai-incident-management.md:42 The policy says: containment within 2 hour`,
    ]);
  });

  it('a longer promise wins over the default', () => {
    expect(say(containmentMissing, open)).toHaveLength(1);
    expect(say(containmentMissing, open, { policy: [promise('containment', 'SEV-1', 8, 'hour')] })).toEqual([]);
  });

  it('what is configured wins over the policy, also that nothing is promised', () => {
    const policy = [promise('containment', 'SEV-1', 8, 'hour')];
    const configured = (limit: string) =>
      say(containmentMissing, open, { policy, config: { containment: { 'SEV-1': limit } } });
    expect(configured('1 h')[0]).toContain(
      '4 h overdue: SEV-1, state triaged; your configuration promises 1 h (.aimscheck.yml)',
    );
    expect(configured('none')).toEqual([]);
  });

  it('the profile speaks where the policy is silent, the runbook of the system where both are', () => {
    const runbook = [promise('containment', null, 30, 'minute')].map((one) => ({
      ...one,
      duration: { amount: 0.5, unit: 'hour', from: null },
    }));
    const slas = { containment: '2 h' };
    const record = { ...open, ai_systems: [{ system_id: 'ranker' }] };
    expect(say(containmentMissing, record, { runbook, slas })[0]).toContain('your profile promises 2 h (profile.yml)');
    expect(say(containmentMissing, record, { runbook })[0]).toContain(
      '4 h 30 min overdue: SEV-1, state triaged; your runbook promises 30 min (runbooks/ranker.md:42)',
    );
    expect(say(containmentMissing, open, { runbook })[0]).toContain('the default, as nothing is promised, is 4 h');
  });

  it('what holds for every level counts only where none is promised for this one', () => {
    const general = promise('root-cause', null, 5, 'day');
    const own = promise('root-cause', 'High (SEV-2)', 20, 'day');
    const record = { state: 'investigating', severity: 'SEV-2', detected_at: '2026-11-11T08:00:00Z' };
    expect(say(rcaOverdue, record, { policy: [general] })[0]).toContain(
      `Root cause of AI-INC-2026-046 is 7 days overdue: due 2026-11-16, SEV-2, state investigating; your policy promises 5 days ${POLICY}`,
    );
    expect(say(rcaOverdue, record, { policy: [general, own] })).toEqual([]);
  });

  it('the clock starts where the policy says, and not before that has come', () => {
    const policy = [promise('root-cause', null, 3, 'business-day', 'containment')];
    const record = { state: 'investigating', severity: 'SEV-3', detected_at: '2026-10-01' };
    const contained = { ...record, containment: { contained_at: '2026-11-17T10:00:00Z' } };
    expect(say(rcaOverdue, record, { policy })).toEqual([]);
    expect(say(rcaOverdue, contained, { policy })[0]).toContain('3 days overdue: due 2026-11-20');
    expect(say(rcaOverdue, contained, { policy, holidays: ['2026-11-18', '2026-11-19'] })).toEqual([]);
  });

  it('a draft binds nobody', () => {
    const policy = [promise('root-cause', null, 1, 'day')];
    const record = { state: 'triaged', severity: 'SEV-4', detected_at: '2026-11-01' };
    expect(say(rcaOverdue, record, { policy })).toHaveLength(1);
    expect(say(rcaOverdue, record, { policy, status: 'Draft' })).toEqual([]);
  });

  it('a promise beyond every calendar harms nobody', () => {
    const policy = [promise('root-cause', null, 9e15, 'month')];
    expect(say(rcaOverdue, { state: 'triaged', detected_at: '2026-01-01' }, { policy })).toEqual([]);
  });
});

describe('what was done late', () => {
  const late = {
    state: 'closed',
    severity: 'SEV-1',
    detected_at: '2026-11-02T09:00:00Z',
    triage: { at: '2026-11-02T13:30:00Z' },
    containment: { contained_at: '2026-11-02T18:10:00Z', actions: [{ type: 'isolation' }] },
    investigation: { completed_at: '2026-11-20', root_causes: [{ statement: 'The index never deletes' }] },
    recovery: { restored_at: '2026-11-03T08:00:00Z' },
    review: { held_at: '2026-11-20T10:00:00Z' },
  };
  const cases = [
    [triageOverdue, promise('triage', 'SEV-1', 1, 'hour'), 'SEV-1 triaged after 4 h 30 min; your policy promises 1 h'],
    [
      containmentOverdue,
      promise('containment', 'SEV-1', 4, 'hour'),
      'SEV-1 contained after 9 h 10 min; your policy promises 4 h',
    ],
    [
      rcaOverdue,
      promise('root-cause', 'SEV-1', 10, 'day'),
      'SEV-1 root cause determined after 18 days; your policy promises 10 days',
    ],
    [
      pirOverdue,
      promise('incident-review', 'SEV-1', 5, 'business-day'),
      'SEV-1 reviewed 17 d after restoration; your policy promises 5 business days',
    ],
  ] as const;

  test.each(cases)('breaks a promise, for good: a warning', (rule, broken, words) => {
    const [said, ...more] = say(rule, late, { policy: [broken] });
    expect(said).toContain(`warning ${words} ${POLICY}`);
    expect(more).toEqual([]);
  });

  test.each(cases)('breaks no default that nobody promised', (rule) => {
    expect(say(rule, late)).toEqual([]);
  });
});

describe('root cause overdue', () => {
  const record = { state: 'investigating', severity: 'SEV-1', detected_at: '2026-11-01T08:00:00Z' };

  test.each(['remediating', 'verifying', 'closed', 'rejected', 'duplicate', 'merged', 'reopened'])(
    'is not said in state %s',
    (state) => expect(say(rcaOverdue, { ...record, state })).toEqual([]),
  );

  it('is not said of a drill, nor once cause and end are there', () => {
    expect(say(rcaOverdue, { ...record, kind: 'drill' })).toEqual([]);
    const investigation = { root_causes: [{ statement: 'The index never deletes' }] };
    expect(say(rcaOverdue, { ...record, investigation })[0]).toContain('/investigation/completed_at');
    const ended = { ...investigation, completed_at: '2026-11-09' };
    expect(say(rcaOverdue, { ...record, investigation: ended })).toEqual([]);
  });

  it('gives an incident without severity the longest time', () => {
    const waiting = { state: 'reported', detected_at: '2026-09-24T08:00:00Z' };
    expect(say(rcaOverdue, waiting)).toEqual([]);
    expect(say(rcaOverdue, { ...waiting, detected_at: '2026-09-23T08:00:00Z' })[0]).toContain('1 day overdue');
  });
});

describe('the plan and the due date of a CAPA', () => {
  const capa = { state: 'open', priority: 'high', opened_at: '2026-10-01' };
  const plan: Organisation = {
    policy: [promise('capa-plan', null, 15, 'day'), promise('capa-due', 'SEV-2', 45, 'day')],
  };

  it('a plan that is never made is overdue, by a promise or by the default', () => {
    expect(sayCapa(capaPlanOverdue, capa, plan)[0]).toContain(
      `Plan of CAPA-2026-020 is 38 days overdue: due 2026-10-16, high, state open; your policy promises 15 days ${POLICY}`,
    );
    expect(sayCapa(capaPlanOverdue, capa)[0]).toContain('33 days overdue: due 2026-10-21');
    expect(sayCapa(capaPlanOverdue, { ...capa, priority: 'low' })).toEqual([]);
  });

  it('a plan approved late breaks a promise only', () => {
    const late = { ...capa, state: 'plan-approved', approved_at: '2026-11-02' };
    expect(sayCapa(capaPlanOverdue, late, plan)[0]).toContain(
      'warning high plan approved 32 days after its opening; your policy',
    );
    expect(sayCapa(capaPlanOverdue, late)).toEqual([]);
  });

  it('a due date may not be set beyond what is promised; an approved extension may', () => {
    const due = { ...capa, state: 'in-progress', due_date: '2026-12-24', original_due_date: '2026-11-10' };
    expect(sayCapa(capaDueBeyondPromise, due, plan)).toEqual([]);
    expect(sayCapa(capaDueBeyondPromise, { ...due, original_due_date: '2026-12-24' }, plan)[0]).toContain(
      `CAPA-2026-020 is due 2026-12-24, 39 days after 2026-11-15; your policy promises 45 days ${POLICY}`,
    );
    expect(sayCapa(capaDueBeyondPromise, { ...due, original_due_date: '2026-12-24' })).toEqual([]);
  });
});

describe('limits', () => {
  test.each([
    ['4 h', '4 h'],
    ['0.5 hours', '30 min'],
    ['10 days', '10 days'],
    ['1 business day', '1 business day'],
    ['2 weeks', '14 days'],
    ['1 month', '1 month'],
  ])('%s is read as %s', (written, said) => expect(sayLimit(readLimit(written) ?? { amount: 0, unit: '' })).toBe(said));

  it('what is due today is not overdue, in any zone', async () => {
    for (const name of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns']) {
      const zone = await openZone(name);
      const detected = spanOf('2026-11-13', zone);
      if (!detected) throw new Error('no span');
      expect(zone.dateOf(endOfLimit(detected, { amount: 10, unit: 'day' }, { zone }))).toBe('2026-11-23');
    }
  });

  const end = (from: string, amount: number, unit: string, holidays: string[] = []) =>
    UTC.dateOf(
      endOfLimit(
        { start: Date.parse(from), end: Date.parse(from) },
        { amount, unit },
        { zone: UTC, holidays: new Set(holidays) },
      ),
    );

  it('a month without the day ends with its last one', () => {
    expect(end('2026-01-31T10:00:00Z', 1, 'month')).toBe('2026-02-28');
    expect(end('2026-11-30T10:00:00Z', 3, 'month')).toBe('2027-02-28');
  });

  it('business days leave out weekends and holidays', () => {
    expect(end('2026-12-23T10:00:00Z', 3, 'business-day')).toBe('2026-12-28');
    expect(end('2026-12-23T10:00:00Z', 3, 'business-day', ['2026-12-25', '2026-12-28'])).toBe('2026-12-30');
  });
});

describe('the ledger of promises', () => {
  it('holds every promise against every record, each with its outcome', () => {
    const incident = {
      state: 'contained',
      severity: 'SEV-1',
      detected_at: '2026-11-20T09:00:00Z',
      triage: { at: '2026-11-20T09:30:00Z' },
      containment: { contained_at: '2026-11-20T16:00:00Z', actions: [{ type: 'isolation' }] },
    };
    const workspace = organisation(incident, {
      policy: [promise('triage', null, 1, 'hour'), promise('containment', null, 4, 'hour')],
    });
    const ledger = promiseLedger(workspace, { asOf: AS_OF, zone: UTC });
    expect(
      ledger.map(({ promise: { kind, by }, deadline, done, outcome }) => [
        kind,
        by,
        deadline && new Date(deadline).toISOString(),
        done,
        outcome,
      ]),
    ).toEqual([
      ['triage', 'policy', '2026-11-20T10:00:00.000Z', '2026-11-20T09:30:00Z', 'kept'],
      ['containment', 'policy', '2026-11-20T13:00:00.000Z', '2026-11-20T16:00:00Z', 'broken'],
      ['root-cause', 'default', '2026-11-30T23:59:59.999Z', undefined, 'open'],
      ['incident-review', 'default', undefined, undefined, 'open'],
    ]);
  });
});
