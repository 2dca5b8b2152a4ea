import { describe, expect, it, test } from 'vitest';
import dueSoon from '../../src/rules/capa-due-soon.ts';
import effectivenessOverdue from '../../src/rules/capa-effectiveness-overdue.ts';
import extensionUnapproved from '../../src/rules/capa-extension-unapproved.ts';
import noRootCause from '../../src/rules/capa-no-root-cause.ts';
import overdue from '../../src/rules/capa-overdue.ts';
import verifierNotIndependent from '../../src/rules/capa-verifier-not-independent.ts';
import { addDays, openZone } from '../../src/time.ts';
import { tell, tellOfCapa, type Values } from './workspace-of.ts';

const PATH = 'capas/CAPA-2026-014.yml';
const TODAY = '2026-11-23';
const running: Values = {
  id: 'CAPA-2026-014',
  kind: 'corrective',
  state: 'in-progress',
  priority: 'medium',
  owner: 'm.okafor',
};

function late(days: number, more: Values = {}, incidents: Record<string, Values> = {}): string[] {
  return tell(overdue, { [PATH]: { ...running, due_date: addDays(TODAY, -days), ...more }, ...incidents });
}

describe('capa-overdue', () => {
  it('says how late, in which bucket, in which state and whose it is', () => {
    expect(late(12)).toEqual([
      `${PATH} /due_date: warning CAPA-2026-014 is 12 days overdue (1–30): due 2026-11-11, state in-progress, owner m.okafor`,
    ]);
    expect(late(12, { owner: { role: 'ml-lead' } }).join()).toContain('owner ml-lead');
  });

  test.each([
    [1, 'warning', '1 day overdue (1–30)'],
    [30, 'warning', '30 days overdue (1–30)'],
    [31, 'error', '31 days overdue (31–60)'],
    [60, 'error', '60 days overdue (31–60)'],
    [61, 'error', '61 days overdue (61–90)'],
    [90, 'error', '90 days overdue (61–90)'],
    [91, 'error', '91 days overdue (> 90)'],
  ])('%i days late is a %s', (days, severity, words) => {
    expect(late(days).join()).toContain(`${severity} CAPA-2026-014 is ${words}`);
  });

  it('takes other buckets', () => {
    const files = { [PATH]: { ...running, due_date: '2026-11-11' } };
    expect(tell(overdue, files, { options: { buckets: [7] } }).join()).toContain(
      'error CAPA-2026-014 is 12 days overdue (> 7)',
    );
  });

  it('is an error from the first day where it is critical', () => {
    expect(late(1, { priority: 'critical' }).join()).toContain('/due_date: error');
    const incident = (severity: string) => ({ 'incidents/AI-INC-2026-038.yml': { id: 'AI-INC-2026-038', severity } });
    expect(late(1, { source_refs: ['AI-INC-2026-038'] }, incident('SEV-1')).join()).toContain('/due_date: error');
    expect(late(1, { source_refs: ['AI-INC-2026-038'] }, incident('SEV-2')).join()).toContain('/due_date: warning');
  });

  it('knows the incident that an embedded one belongs to', () => {
    const path = 'incidents/AI-INC-2026-038.yml';
    const incident = { id: 'AI-INC-2026-038', severity: 'critical', capa: [{ ...running, due_date: '2026-11-22' }] };
    expect(tell(overdue, { [path]: incident })).toEqual([
      `${path} /capa/0/due_date: error CAPA-2026-014 is 1 day overdue (1–30): due 2026-11-22, state in-progress, owner m.okafor`,
    ]);
  });

  test.each(['draft', 'implemented', 'effectiveness-pending', 'closed-effective', 'cancelled', 'transferred'])(
    'does not bind in state %s',
    (state) => expect(late(40, { state })).toEqual([]),
  );

  test.each(['open', 'investigating', 'plan-proposed', 'plan-approved', 'reopened'])('binds in state %s', (state) =>
    expect(late(40, { state })).toHaveLength(1),
  );

  it('begins when the due day has ended where the organisation is', async () => {
    const files = { [PATH]: { ...running, due_date: TODAY } };
    const zone = await openZone('America/Los_Angeles');
    const at = (time: string) => ({ asOf: Date.parse(time), zone });
    expect(tell(overdue, files, at('2026-11-24T07:59:59Z'))).toEqual([]);
    expect(tell(overdue, files, at('2026-11-24T08:00:00Z')).join()).toContain('1 day overdue');
  });
});

describe('capa-due-soon', () => {
  const due = (days: number, options: Values = {}) =>
    tell(dueSoon, { [PATH]: { ...running, due_date: addDays(TODAY, days) } }, { options });

  it('counts the days left', () => {
    expect(due(0).join()).toContain('is due today: due 2026-11-23');
    expect(due(1).join()).toContain('is due in 1 day: due 2026-11-24');
    expect(due(14).join()).toContain('is due in 14 days: due 2026-12-07');
    expect(due(15)).toEqual([]);
    expect(due(-1)).toEqual([]);
  });

  it('starts when it is told to', () => {
    expect(due(8, { days: 7 })).toEqual([]);
    expect(due(7, { days: 7 })).toHaveLength(1);
  });
});

describe('capa-effectiveness-overdue', () => {
  const planned = (state: string, effectiveness: Values) =>
    tell(effectivenessOverdue, { [PATH]: { ...running, state, effectiveness } });

  test.each(['implemented', 'effectiveness-pending'])('is asked for in state %s', (state) => {
    expect(planned(state, { planned_at: '2026-11-22' })).toHaveLength(1);
    expect(planned(state, { planned_at: TODAY })).toEqual([]);
    expect(planned(state, { planned_at: '2026-11-22', result: 'not-effective' })).toEqual([]);
  });

  it('is not asked for before implementation', () => {
    expect(planned('in-progress', { planned_at: '2026-11-22' })).toEqual([]);
  });
});

describe('capa-extension-unapproved', () => {
  const moved: Values = { owner: 'm.okafor', original_due_date: '2026-09-30', due_date: '2026-12-18' };
  const first = { from: '2026-09-30', to: '2026-10-30', approved_by: 'j.lindqvist' };
  const second = { from: '2026-10-30', to: '2026-12-18', approved_by: 'j.lindqvist' };

  it('accepts extensions that lead to the due date, approved by another person', () => {
    expect(tellOfCapa(extensionUnapproved, { ...moved, extensions: [first, second] })).toEqual([]);
    expect(
      tellOfCapa(extensionUnapproved, { owner: 'm.okafor', due_date: '2026-09-30', original_due_date: '2026-09-30' }),
    ).toEqual([]);
  });

  it('misses the one that leads to the due date', () => {
    const missing = ['/extensions: Missing extension to 2026-12-18: due_date was moved from 2026-09-30'];
    expect(tellOfCapa(extensionUnapproved, moved)).toEqual(missing);
    expect(tellOfCapa(extensionUnapproved, { ...moved, extensions: [first] })).toEqual(missing);
  });

  it('sees each that nobody, or the owner, approved', () => {
    const extensions = [
      { ...first, approved_by: '@M.Okafor' },
      { from: '2026-10-30', to: '2026-12-18' },
    ];
    expect(tellOfCapa(extensionUnapproved, { ...moved, extensions })).toEqual([
      '/extensions/0/approved_by: The extension to 2026-10-30 is approved by @M.Okafor, the owner of the CAPA',
      '/extensions/1/approved_by: Missing approved_by of the extension to 2026-12-18',
    ]);
  });

  it('leaves the time to decide on one that was asked for', () => {
    const asked = { from: '2026-12-18', to: '2027-01-29', requested_at: '2026-11-20', reason: 'Vendor is late' };
    expect(tellOfCapa(extensionUnapproved, { ...moved, extensions: [first, second, asked] })).toEqual([]);
  });
});

describe('capa-no-root-cause', () => {
  test.each(['plan-proposed', 'in-progress', 'closed-effective'])('is asked for in state %s', (state) => {
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state })).toHaveLength(1);
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state, root_cause_refs: ['RC-1'] })).toEqual([]);
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state, root_cause: { statement: 'No range check' } })).toEqual(
      [],
    );
  });

  it('is not asked for of a correction, a preventive action or before the plan', () => {
    expect(tellOfCapa(noRootCause, { kind: 'correction', state: 'in-progress' })).toEqual([]);
    expect(tellOfCapa(noRootCause, { kind: 'preventive', state: 'in-progress' })).toEqual([]);
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state: 'investigating' })).toEqual([]);
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state: 'reopened' })).toEqual([]);
    expect(tellOfCapa(noRootCause, { kind: 'corrective', state: 'cancelled' })).toEqual([]);
  });
});

describe('capa-verifier-not-independent', () => {
  it('knows a person by handle, e-mail address or role, whatever the case', () => {
    const same: readonly (readonly [unknown, unknown])[] = [
      ['m.okafor', '@M.Okafor'],
      [{ handle: 'm.okafor' }, 'm.okafor'],
      [{ email: 'm.okafor@halden.example' }, 'M.Okafor@halden.example'],
    ];
    for (const [owner, verifier] of same) {
      const capa = { owner, effectiveness: { performed_by: verifier }, closure: { approved_by: verifier } };
      expect(tellOfCapa(verifierNotIndependent, capa)).toHaveLength(2);
    }
  });

  it('has nothing to say where one of them is not named', () => {
    expect(tellOfCapa(verifierNotIndependent, { effectiveness: { performed_by: 'm.okafor' } })).toEqual([]);
    expect(tellOfCapa(verifierNotIndependent, { owner: 'm.okafor', approved_by: 'm.okafor' })).toEqual([]);
  });
});
