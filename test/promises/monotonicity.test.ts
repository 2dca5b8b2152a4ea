import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/generated/rules.ts';
import { reportsOf, type WorkspaceRule } from '../../src/rules/define-rule.ts';
import { isAnnouncing } from '../../src/rules/shared/presets.ts';
import { openZone, type Zone } from '../../src/time.ts';
import { organisation, promise } from './organisation.ts';

/** What tells of a part is taken over by what tells of the whole once that is late too. */
const TAKEN_OVER = new Map([
  ['capa-action-overdue', 'capa-overdue'],
  ['capa-stale', 'capa-overdue'],
]);

const dated = rules.filter(
  (rule): rule is WorkspaceRule => rule.scope === 'workspace' && rule.dated === true && !isAnnouncing(rule.id),
);

const START = Date.parse('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;

/** A time of the year from March on: a date, or a date-time with one of three offsets. */
const time = fc
  .tuple(fc.integer({ min: 0, max: 24 * 240 }), fc.constantFrom('', 'Z', '+13:00', '-03:30'))
  .map(([hours, offset]) => {
    const text = new Date(START + hours * HOUR).toISOString();
    return offset === '' ? text.slice(0, 10) : `${text.slice(0, 19)}${offset}`;
  });
const date = time.map((text) => text.slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const incident = fc.record({
  state: fc.constantFrom(
    'reported',
    'triaged',
    'contained',
    'investigating',
    'remediating',
    'verifying',
    'closed',
    'reopened',
  ),
  kind: fc.constantFrom('incident', 'near-miss', 'drill'),
  severity: maybe(fc.constantFrom('SEV-1', 'SEV-2', 'SEV-3', 'SEV-4')),
  detected_at: maybe(time),
  reported_at: maybe(time),
  triage: maybe(fc.record({ at: time })),
  containment: maybe(fc.record({ contained_at: maybe(time), actions: fc.constantFrom([], [{ type: 'isolation' }]) })),
  investigation: maybe(
    fc.record({
      completed_at: maybe(time),
      root_causes: fc.constantFrom([], [{ statement: 'The index never deletes' }]),
    }),
  ),
  recovery: maybe(fc.record({ restored_at: maybe(time), enhanced_monitoring_until: maybe(time) })),
  review: maybe(
    fc.record({
      held_at: maybe(time),
      aims_inputs: fc.array(fc.record({ type: fc.constant('policy'), due: date }), { maxLength: 2 }),
    }),
  ),
  closure: maybe(fc.record({ closed_at: time })),
  capa_refs: fc.constantFrom(undefined, ['CAPA-2026-020']),
});

const capa = fc.record({
  state: fc.constantFrom(
    'open',
    'investigating',
    'plan-approved',
    'in-progress',
    'implemented',
    'effectiveness-pending',
    'closed-effective',
  ),
  priority: fc.constantFrom('critical', 'high', 'medium', 'low'),
  opened_at: maybe(time),
  due_date: maybe(date),
  approved_at: maybe(time),
  implemented_at: maybe(time),
  effectiveness: maybe(fc.record({ planned_at: date })),
  actions: fc.array(
    fc.record({ description: fc.constant('Queue claims'), due_date: date, status: fc.constantFrom('open', 'done') }),
    { maxLength: 2 },
  ),
});

const limit = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('hour', 'day', 'business-day', 'month'));
const said = fc.record({
  policy: fc.array(
    fc
      .tuple(
        fc.constantFrom(
          'triage',
          'containment',
          'root-cause',
          'incident-review',
          'capa-plan',
          'capa-due',
          'effectiveness',
          'notification',
        ),
        fc.constantFrom(null, 'SEV-1', 'SEV-2'),
        limit,
        fc.constantFrom(null, 'report', 'containment', 'resolution', 'implementation'),
      )
      .map(([kind, severity, [amount, unit], from]) => promise(kind, severity, amount, unit, from)),
    { maxLength: 6 },
  ),
  holidays: fc.array(date, { maxLength: 5 }),
});

describe('what is overdue stays overdue until the record changes', () => {
  const zones = Promise.all(['UTC', 'Pacific/Auckland', 'America/St_Johns'].map(openZone));

  it('holds for every date rule, in three zones', async () => {
    expect(dated.length).toBeGreaterThan(15);
    for (const zone of await zones) {
      fc.assert(
        fc.property(
          incident,
          capa,
          said,
          fc.integer({ min: 0, max: 24 * 300 }),
          fc.integer({ min: 1, max: 24 * 200 }),
          (one, action, promised, at, later) => {
            const workspace = organisation(one, promised, action);
            const tell = (asOf: number) => new Set(dated.flatMap((rule) => told(rule, workspace, { asOf, zone })));
            const then = tell(START + (at + later) * HOUR);
            const lost = [...tell(START + at * HOUR)].filter((key) => !then.has(key) && !then.has(takenOver(key)));
            expect(lost).toEqual([]);
          },
        ),
        { numRuns: 300 },
      );
    }
  });
});

/** One key for each record that a rule speaks of. */
function told(
  rule: WorkspaceRule,
  workspace: ReturnType<typeof organisation>,
  now: { asOf: number; zone: Zone },
): string[] {
  const reports = [...reportsOf(rule.check(workspace, { ...now, options: rule.defaults ?? {} }))];
  return reports.map(({ document }) => `${rule.id} ${document.path}`);
}

function takenOver(key: string): string {
  const [rule = '', path] = key.split(' ');
  return `${TAKEN_OVER.get(rule)} ${path}`;
}
