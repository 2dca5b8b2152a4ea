import type { RecordHistory, RecordVersion, Transition } from '../history/model.ts';
import { DAY } from '../time.ts';
import { defineHistoryRule, type HistoryReport } from './define-rule.ts';

interface Options {
  readonly retention_days: number;
}

export default defineHistoryRule<Options>({
  id: 'history-record-deleted',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3'],
  summary: 'An incident or CAPA was removed, or its id vanished, before the time records are kept had passed.',
  rationale:
    'Documented information is retained as evidence; a record that can vanish proves nothing about those that remain.',
  fix: 'Bring the file back (git show COMMIT^:PATH), with the state rejected, duplicate or cancelled where it should not count.',
  options: {
    retention_days: {
      title: 'Retention',
      description: 'Days after its last change for which a record is kept.',
      type: 'integer',
      minimum: 0,
      maximum: 36_500,
    },
  },
  defaults: { retention_days: 1826 },
  *check({ records }, { options }) {
    const ids = new Set(records.filter(({ now }) => now).map(({ id }) => id));
    const isKept = (id: string | undefined) => id !== undefined && ids.has(id);
    for (const record of records) {
      if (!record.now) {
        const report = isKept(record.id) ? undefined : deleted(record, options);
        if (report) yield report;
        continue;
      }
      for (const transition of record.transitions) {
        const { before, after } = transition;
        if (!before?.id || !after || before.id === after.id || isKept(before.id) || isDraft(before)) continue;
        const message = `The id ${before.id} vanished: it was changed to ${after.id ?? 'nothing'}`;
        yield { record, transition, subject: before.id, place: { pointer: '/id' }, message };
      }
    }
  },
});

const isDraft = ({ ref, value }: RecordVersion): boolean => ref.kind === 'capa' && value.state === 'draft';

function deleted(record: RecordHistory, { retention_days }: Options): HistoryReport | undefined {
  const at = record.transitions.findLastIndex(({ after }) => after === undefined);
  const transition = record.transitions[at];
  if (!transition?.before || isDraft(transition.before)) return undefined;
  const since: Transition | undefined = record.transitions[at - 1];
  const days = since ? (transition.commit.committedAt - since.commit.committedAt) / DAY : 0;
  if (days > retention_days) return undefined;
  const { ref, value } = transition.before;
  const name = record.id ?? ref.path;
  const state = value.state === undefined ? '' : `, in state ${value.state}`;
  return { record, transition, place: { line: 1 }, anchor: '', message: `${name} was removed${state}` };
}
