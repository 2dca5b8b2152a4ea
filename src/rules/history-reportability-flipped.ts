import type { RecordValue } from '../history/shape.ts';
import { deadlineOf } from '../time.ts';
import { defineHistoryRule } from './define-rule.ts';
import { hasErratum, steps } from './shared/history.ts';

export default defineHistoryRule({
  id: 'history-reportability-flipped',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3'],
  summary: 'A duty to report was changed from required to not required after its deadline had passed.',
  rationale:
    'Deciding after the deadline that nothing was due turns a missed notification into none; a regulator will ask when that was decided.',
  fix: 'Put the decision back and record the late notification with late_reason; where the assessment was wrong, add an entry under "errata:" with the field reportability.',
  *check(timeline, { zone }) {
    for (const step of steps(timeline, 'incident')) {
      const { record, transition, before, after, now } = step;
      for (const [i, { regime_id, decision }] of (after.value.reportability ?? []).entries()) {
        const old = before.value.reportability?.find((one) => one.regime_id === regime_id);
        if (old?.decision !== 'required' || decision !== 'not-required') continue;
        const deadline = firstDeadline(old);
        const end = deadlineOf(deadline, zone);
        if (end === undefined || transition.commit.committedAt <= end) continue;
        const isBack = now.reportability?.some((one) => one.regime_id === regime_id && one.decision === 'required');
        const pointer = `/reportability/${i}/decision`;
        if (isBack || hasErratum(pointer, step)) continue;
        const message = `${regime_id ?? 'A duty to report'} was changed from required to not-required after its deadline ${deadline}`;
        yield { record, transition, place: { pointer }, message };
      }
    }
  },
});

type Reportability = NonNullable<RecordValue['reportability']>[number];

function firstDeadline({ deadline_at, stages = [] }: Reportability): string | undefined {
  const open = stages.filter(({ sent_at }) => sent_at === undefined).flatMap(({ due_at }) => due_at ?? []);
  return deadline_at ?? open.sort()[0];
}
