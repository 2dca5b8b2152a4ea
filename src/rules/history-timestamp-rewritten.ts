import { DAY } from '../time.ts';
import { defineHistoryRule } from './define-rule.ts';
import { hasErratum, isUndone, quote, steps } from './shared/history.ts';

interface Options {
  readonly settling_hours: number;
}

export default defineHistoryRule<Options>({
  id: 'history-timestamp-rewritten',
  section: 'detection-and-reporting',
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A time from which a deadline runs, or that shows it was met, was changed after it had been recorded.',
  rationale:
    'Moving the hour of detection or awareness moves every regulatory deadline that runs from it; whoever reads the record must be able to see that.',
  fix: 'Put the time back, or add an entry under "errata:" with at, by, the note that explains it, and fields.',
  options: {
    settling_hours: {
      title: 'Settling time',
      description: 'Hours after the record was first committed in which times may still be corrected.',
      type: 'integer',
      minimum: 0,
      maximum: 720,
    },
  },
  defaults: { settling_hours: 24 },
  *check(timeline, { options }) {
    for (const step of steps(timeline)) {
      const { record, transition, later } = step;
      const first = record.transitions[0]?.commit.committedAt ?? 0;
      if (transition.commit.committedAt - first < (options.settling_hours / 24) * DAY) continue;
      for (const change of transition.changes) {
        const { pointer, before, after } = change;
        if (!CLOCKS.test(pointer) || before === undefined || isRefined(before, after)) continue;
        if (isUndone(change, later) || hasErratum(pointer, step)) continue;
        const field = pointer.slice(1).replaceAll('/', '.');
        const message = `${field} was changed from ${quote(before)} to ${quote(after)} after it had been recorded`;
        yield { record, transition, place: { pointer }, anchor: `${pointer}/${after ?? ''}`, message };
      }
    }
  },
});

const CLOCKS =
  /^\/(?:occurred_at|reported_at|detected_at|awareness\/at|triage\/at|containment\/contained_at|recovery\/restored_at|investigation\/completed_at|opened_at|implemented_at|closure\/closed_at|notifications\/\d+\/sent_at|reportability\/\d+\/(?:deadline_at|stages\/\d+\/(?:sent_at|due_at))|effectiveness\/performed_at)$/;

/** A date that gets its hour says the same more exactly. */
function isRefined(before: string, after: string | undefined): boolean {
  return before.length === 10 && after !== undefined && after.startsWith(before);
}
