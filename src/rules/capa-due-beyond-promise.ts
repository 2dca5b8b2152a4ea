import type { CapaFacts } from '../facts/index.ts';
import type { Judgement, Now } from '../promises/judge.ts';
import { sayPromise, whereStated } from '../promises/say.ts';
import { count } from '../text/plural.ts';
import { daysBetween, deadlineOf } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { reportBroken } from './shared/broken-promise.ts';
import { holdCapas } from './shared/hold-capas.ts';

export default defineWorkspaceRule({
  id: 'capa-due-beyond-promise',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2 c'],
  summary:
    'The due date that a CAPA was given at first, or the day it was implemented, is later than promised for CAPAs.',
  rationale:
    'A date far enough away is never missed. The time that the policy promises is what the organisation told its auditor; more of it takes an extension that somebody approves.',
  fix: 'Set "due_date:" within the promised time; where that is not possible, record an approved entry under "extensions:".',
  check: holdCapas('capa-due', (judgement, now) => judgement && (beyond(judgement, now) ?? late(judgement, now))),
});

/** What is overdue and open is told by capa-overdue. */
function late(judgement: Judgement<CapaFacts>, now: Now): WorkspaceReport | undefined {
  if (judgement.done === undefined) return undefined;
  const place = { pointer: '/implemented_at' };
  return reportBroken(
    judgement,
    { what: 'CAPA', did: 'CAPA implemented', doneAt: '/implemented_at', openAt: () => place },
    now,
  );
}

function beyond({ record, promise, deadline }: Judgement<CapaFacts>, { zone }: Now): WorkspaceReport | undefined {
  const { id, ref, originalDueDate, dueDate } = record;
  const first = originalDueDate ?? dueDate;
  const due = deadlineOf(first, zone);
  if (promise.by === 'default' || due === undefined || deadline === undefined || due <= deadline) return undefined;
  const end = zone.dateOf(deadline);
  const more = count(daysBetween(end, zone.dateOf(due)), 'day');
  return {
    document: ref,
    place: { pointer: originalDueDate === undefined ? '/due_date' : '/original_due_date' },
    message: `${id ?? 'CAPA'} is due ${first}, ${more} after ${end}; ${sayPromise(promise)}`,
    related: whereStated(promise),
  };
}
