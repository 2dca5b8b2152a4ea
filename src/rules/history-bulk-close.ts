import { isClosed } from '../history/approvals.ts';
import type { RecordHistory, Transition } from '../history/model.ts';
import { count } from '../text/plural.ts';
import { defineHistoryRule } from './define-rule.ts';
import { steps } from './shared/history.ts';

interface Options {
  readonly most: number;
}

export default defineHistoryRule<Options>({
  id: 'history-bulk-close',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'Many records were closed in one commit.',
  rationale: 'Each closure is a decision on its own evidence; a sweep before an audit looks like one decision for all.',
  fix: 'Close each record with its own review and evidence; where the sweep was right, say so in a waiver.',
  options: {
    most: {
      title: 'Most records',
      description: 'Records that one commit may close.',
      type: 'integer',
      minimum: 1,
      maximum: 1_000,
    },
  },
  defaults: { most: 5 },
  *check(timeline, { options }) {
    const closings = new Map<string, { record: RecordHistory; transition: Transition }[]>();
    for (const { record, transition, before, after } of steps(timeline)) {
      if (isClosed(before) || !isClosed(after) || !record.now || !isClosed(record.now)) continue;
      const known = closings.get(transition.commit.id) ?? [];
      closings.set(transition.commit.id, [...known, { record, transition }]);
    }
    for (const closed of closings.values()) {
      const [first, ...others] = closed;
      if (!first || closed.length <= options.most) continue;
      const names = others.slice(0, NAMED).map(({ record }) => record.id ?? record.ref.path);
      const rest = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
      const message = `${count(closed.length, 'record')} were closed in one commit: this one, ${names.join(', ')}${rest}`;
      yield { ...first, place: { pointer: '/state' }, message };
    }
  },
});

const NAMED = 6;
