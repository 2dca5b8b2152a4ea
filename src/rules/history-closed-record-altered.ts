import { isClosed } from '../history/approvals.ts';
import type { FieldChange } from '../history/model.ts';
import { defineHistoryRule } from './define-rule.ts';
import { hasErratum, isReopened, isUndone, quote, steps } from './shared/history.ts';

interface Options {
  readonly reworded: number;
}

export default defineHistoryRule<Options>({
  id: 'history-closed-record-altered',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A value of a closed record was changed or removed, without reopening it and without an erratum.',
  rationale:
    'What was approved at closure is what an auditor samples; a record that changes afterwards shows nothing about the decision.',
  fix: 'Put the value back, or own up to the change: an entry under "errata:" with at, by, note and fields, or one under "reopened:".',
  options: {
    reworded: {
      title: 'Reworded',
      description:
        'Share of the words of a text, from 0 to 1, that may differ: slips of the pen are corrected, what it says is not.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
  },
  defaults: { reworded: 0.25 },
  *check(timeline, { options }) {
    for (const step of steps(timeline)) {
      const { record, transition, before, after, later } = step;
      if (!isClosed(before) || !isClosed(after) || isReopened(step)) continue;
      for (const change of transition.changes) {
        if (!isSubstantive(change, options.reworded) || isUndone(change, later)) continue;
        if (hasErratum(change.pointer, step)) continue;
        const { pointer } = change;
        const what = pointer === '' ? 'The text' : pointer.slice(1).replaceAll('/', '.');
        const message =
          change.after === undefined
            ? `${what} was removed from the closed record: ${quote(change.before)}`
            : `${what} was changed in the closed record from ${quote(change.before)} to ${quote(change.after)}`;
        yield { record, transition, place: pointer === '' ? { line: 1 } : { pointer }, anchor: pointer, message };
      }
    }
  },
});

/** Fields that are kept up after closure, or have rules of their own. */
const LIVING =
  /^\/(?:errata|reopened|links|tags|waivers|related|github_issue|external_ids|title|state|severity|schema_version|duplicate_of|capa_refs|due_date|extensions|x[_-][^/]*)(?:\/|$)|^\/closure\/effectiveness_pending_capas|^\/effectiveness\/follow_up_ref/;

/** What is added explains or completes; what is changed or removed takes away. */
function isSubstantive({ pointer, before, share }: FieldChange, reworded: number): boolean {
  return before !== undefined && share > reworded && !LIVING.test(pointer);
}
