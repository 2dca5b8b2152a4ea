import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf, spanOf } from '../time.ts';
import { defineDocumentRule } from './define-rule.ts';

interface Options {
  readonly most: number;
  readonly percent: number;
}

export default defineDocumentRule<'capa', Options>({
  id: 'capa-extensions-excessive',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'A CAPA was extended too often, or by more than the time it was planned to take.',
  rationale:
    'Each extension looks reasonable alone; together they are an action that nobody takes, and the record says so only in sum.',
  fix: 'Escalate the CAPA: give it other means or another owner, or cut it into parts that can be done, instead of extending it again.',
  options: {
    most: {
      title: 'Most',
      description: 'How many extensions a CAPA may have.',
      type: 'integer',
      minimum: 0,
      maximum: 20,
    },
    percent: {
      title: 'Percent',
      description: 'How much of the time that was planned at first they may add.',
      type: 'integer',
      minimum: 1,
      maximum: 1_000,
    },
  },
  defaults: { most: 2, percent: 100 },
  kinds: ['capa'],
  check(
    { value: { extensions = [], opened_at: opened, original_due_date: original, due_date: due } },
    { zone, options },
  ) {
    const place = { pointer: '/extensions' };
    if (extensions.length > options.most) {
      return { place, message: `Extended ${extensions.length} times, expected at most ${options.most}` };
    }
    const [start, planned, end] = [spanOf(opened, zone), deadlineOf(original, zone), deadlineOf(due, zone)];
    if (extensions.length === 0 || !start || planned === undefined || end === undefined) return undefined;
    const days = (from: number, to: number) => daysBetween(zone.dateOf(from), zone.dateOf(to));
    const [first, more] = [days(start.start, planned), days(planned, end)];
    if (first <= 0 || more * 100 <= first * options.percent) return undefined;
    return {
      place,
      message: `Extended by ${count(more, 'day')}, to ${due}, where ${count(first, 'day')} were planned`,
    };
  },
});
