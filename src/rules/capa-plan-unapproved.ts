import { hasCapaReached } from '../facts/capa-states.ts';
import { spanOf } from '../time.ts';
import { defineDocumentRule } from './define-rule.ts';

const URGENT = new Set(['critical', 'high']);

const isBeforePlan = (state: string | undefined) =>
  hasCapaReached(state, 'open') && !hasCapaReached(state, 'plan-approved');

export default defineDocumentRule({
  id: 'capa-plan-unapproved',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['8.1', '6.3'],
  summary: 'Work on an urgent CAPA began before its plan was approved.',
  rationale:
    'Changes to a failing AI system made in a hurry and without a second look are a common cause of the next incident.',
  fix: 'Have the plan approved and write approved_by and approved_at; where it could not wait, say so in the record.',
  kinds: ['capa'],
  check({ value }, { zone }) {
    if (!URGENT.has(value.priority ?? '')) return undefined;
    const begun = value.actions?.findIndex(({ status }) => status === 'in-progress' || status === 'done') ?? -1;
    if (isBeforePlan(value.state)) {
      if (begun < 0 || value.approved_by !== undefined) return undefined;
      return {
        place: { pointer: `/actions/${begun}/status` },
        message: `Action begun in state ${value.state}: the plan is not approved`,
      };
    }
    const [approved, done] = [spanOf(value.approved_at, zone), spanOf(value.implemented_at, zone)];
    if (!approved || !done || approved.start <= done.end) return undefined;
    return {
      place: { pointer: '/approved_at' },
      message: `Plan approved ${value.approved_at}, after it was implemented: ${value.implemented_at}`,
    };
  },
});
