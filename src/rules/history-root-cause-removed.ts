import { defineHistoryRule } from './define-rule.ts';
import { hasErratum, isUndone, quote, steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-root-cause-removed',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2', '7.5.3'],
  summary: 'A root cause or a piece of evidence was removed from a record.',
  rationale:
    'A cause that was found and then dropped leaves its CAPA without a reason, and evidence that goes cannot be checked.',
  fix: 'Put it back; where it was wrong, keep it and say so in an entry under "errata:" with at, by, note and fields.',
  *check(timeline) {
    for (const step of steps(timeline)) {
      const { record, transition, later } = step;
      for (const change of transition.changes) {
        const { pointer, before, after } = change;
        const kind = after === undefined && before !== undefined ? kindOf(pointer) : undefined;
        if (!kind || later.some(({ changes }) => changes.some((one) => one.after === before))) continue;
        if (isUndone(change, later) || hasErratum(pointer, step)) continue;
        yield {
          record,
          transition,
          place: { pointer },
          anchor: `${pointer}/${before}`,
          message: `${kind} was removed: ${quote(before)}`,
        };
      }
    }
  },
});

function kindOf(pointer: string): string | undefined {
  if (
    /^\/(?:investigation(?:\/root_causes(?:\/\d+(?:\/statement)?)?)?|root_cause(?:\/statement)?|root_cause_refs(?:\/\d+)?)$/.test(
      pointer,
    )
  ) {
    return 'A root cause';
  }
  return /^\/(?:closure\/)?(?:evidence|evidence_refs)(?:\/\d+(?:\/uri)?)?$/.test(pointer) ? 'Evidence' : undefined;
}
