import { defineWorkspaceRule } from './define-rule.ts';
import { daysLate } from './shared/lateness.ts';

export default defineWorkspaceRule({
  id: 'enhanced-monitoring-expired',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'notice',
  references: ['A.6.2.6'],
  summary: 'The closer watch after an incident has ended, and the incident is still being verified.',
  rationale:
    'The watch was to show that the fix holds. It is over: either it did, and the incident can be closed, or nobody looked.',
  fix: 'Note what the watch showed and close the incident, or set a later enhanced_monitoring_until.',
  dated: true,
  check({ incidents }, { asOf, zone }) {
    return incidents.flatMap(({ ref, id, state, followUp }) => {
      const late = state === 'verifying' ? daysLate(followUp.monitoringUntil, { asOf, zone }) : undefined;
      if (late === undefined) return [];
      const message = `Enhanced monitoring of ${id ?? 'the incident'} ended ${late} ago, on ${followUp.monitoringUntil}, state ${state}`;
      return { document: ref, place: { pointer: '/recovery/enhanced_monitoring_until' }, message };
    });
  },
});
