import { defineDocumentRule } from './define-rule.ts';

export default defineDocumentRule({
  id: 'runbook-rto-exceeded',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['9.1', '8.1'],
  summary: 'The last drill of a runbook took longer than its recovery time objective.',
  rationale:
    'The objective is what the business was promised; a drill that missed it says that the real night will miss it too.',
  fix: 'Shorten the steps and drill again, or have a longer "rto_minutes:" accepted by those who depend on the system.',
  kinds: ['runbook'],
  check({ value: { last_drill: drill, rto_minutes: objective } }) {
    const taken = drill?.duration_minutes;
    if (taken === undefined || objective === undefined || taken <= objective) return;
    return {
      place: { pointer: '/last_drill/duration_minutes' },
      message: `Last drill took ${taken} min, expected at most ${objective} min`,
    };
  },
});
