import { defineHistoryRule } from './define-rule.ts';
import { hasErratum, isUndone, quote, steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-criteria-retrofitted',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 d'],
  summary: 'What a CAPA is measured by was changed together with the result of the effectiveness check, or after it.',
  rationale:
    'A measure that is chosen when the result is known always passes; the check then says nothing about the cause.',
  fix: 'Put the criteria back and record the result they give; where they were wrong, follow up with a new check.',
  *check(timeline) {
    for (const step of steps(timeline, 'capa')) {
      const { record, transition, before, after, later } = step;
      const isKnown = [before, after].some(({ value }) => value.effectiveness?.result !== undefined);
      if (!isKnown) continue;
      for (const change of transition.changes) {
        const { pointer } = change;
        if (!MEASURES.test(pointer) || change.before === undefined || change.share <= SLIP) continue;
        if (isUndone(change, later) || hasErratum(pointer, step)) continue;
        const when = before.value.effectiveness?.result === undefined ? 'with' : 'after';
        const message = `${pointer.slice(1).replace('/', '.')} was changed ${when} the result of the check, from ${quote(change.before)} to ${quote(change.after)}`;
        yield { record, transition, place: { pointer }, message };
      }
    }
  },
});

const MEASURES = /^\/effectiveness\/(?:criteria|metric|baseline|target)$/;
/** Share of words that a corrected slip may change. */
const SLIP = 0.1;
