import type { RecordHistory, Transition } from '../history/model.ts';
import { count } from '../text/plural.ts';
import { DAY, deadlineOf, type Zone } from '../time.ts';
import { defineHistoryRule, type HistoryReport } from './define-rule.ts';
import { hasErratum } from './shared/history.ts';

interface Options {
  readonly late_days: number;
  readonly import_size: number;
}

export default defineHistoryRule<Options>({
  id: 'history-backdated',
  section: null,
  layer: 'operation',
  severity: 'notice',
  references: ['7.5.3'],
  summary: 'A step was committed long after the time the record gives for it.',
  rationale: 'A record written weeks later is a memory, not a record; a reader should know which it is.',
  fix: 'Record each step when it is taken; where it was late, say so in an entry under "errata:" with the field.',
  options: {
    late_days: {
      title: 'Days',
      description: 'Days between a time and the commit that records it.',
      type: 'integer',
      minimum: 1,
      maximum: 365,
    },
    import_size: {
      title: 'Import',
      description: 'Records in one commit from which on it counts as an import of records kept elsewhere before.',
      type: 'integer',
      minimum: 2,
      maximum: 10_000,
    },
  },
  defaults: { late_days: 14, import_size: 10 },
  *check({ records, commits }, { options, zone }) {
    // What comes on the first day was kept elsewhere before.
    const adopted = Math.min(...commits.map(({ committedAt }) => committedAt)) + DAY;
    const sizes = new Map<string, number>();
    for (const { transitions } of records) {
      for (const { commit } of transitions) sizes.set(commit.id, (sizes.get(commit.id) ?? 0) + 1);
    }
    for (const record of records) {
      for (const transition of record.transitions) {
        const { id, committedAt } = transition.commit;
        if (committedAt < adopted || (sizes.get(id) ?? 0) >= options.import_size) continue;
        yield* lateSteps(record, transition, { zone, days: options.late_days });
      }
    }
  },
});

function* lateSteps(
  record: RecordHistory,
  transition: Transition,
  { zone, days }: { zone: Zone; days: number },
): Generator<HistoryReport> {
  const { before, after, commit } = transition;
  const now = record.now?.value;
  if (!after || !now) return;
  for (const { pointer, timeOf } of STEPS) {
    const time = timeOf(after.value);
    const at = deadlineOf(time, zone);
    if (at === undefined || timeOf(now) !== time || (before && timeOf(before.value) !== undefined)) continue;
    const late = Math.floor((commit.committedAt - at) / DAY);
    if (late <= days || hasErratum(pointer, { before: before ?? { ...after, value: {} }, now })) continue;
    const message = `${pointer.slice(1).replace('/', '.')} ${time} was committed ${count(late, 'day')} later`;
    yield { record, transition, place: { pointer }, message };
  }
}

type Value = NonNullable<RecordHistory['now']>['value'];

const STEPS: readonly { readonly pointer: string; readonly timeOf: (value: Value) => string | undefined }[] = [
  { pointer: '/reported_at', timeOf: (value) => value.reported_at },
  { pointer: '/opened_at', timeOf: (value) => value.opened_at },
  { pointer: '/containment/contained_at', timeOf: (value) => value.containment?.contained_at },
  { pointer: '/implemented_at', timeOf: (value) => value.implemented_at },
  { pointer: '/closure/closed_at', timeOf: (value) => value.closure?.closed_at },
];
