import type { CapaFacts } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { reportBroken, type Wording } from './shared/broken-promise.ts';
import { holdCapas } from './shared/hold-capas.ts';

const WORDING: Wording<CapaFacts> = {
  what: 'Plan',
  did: 'plan approved',
  doneAt: '/approved_at',
  openAt: () => ({ pointer: '/approved_at', on: 'key' }),
};

export default defineWorkspaceRule({
  id: 'capa-plan-overdue',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'error',
  references: ['10.2 c'],
  summary: 'The plan of a CAPA is not approved within the promised time, or was approved later than promised.',
  rationale:
    'A CAPA without a plan has no due date, and what has no due date is never overdue: this is the quiet way in which an action is not taken.',
  fix: 'Have the plan approved and write actions, due_date, approved_by and approved_at; or cancel the CAPA with a reason and an approver.',
  dated: true,
  check: holdCapas('capa-plan', (judgement, now) => reportBroken(judgement, WORDING, now)),
});
