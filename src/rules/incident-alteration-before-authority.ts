import type { NotificationClock } from '../clocks/index.ts';
import type { IncidentFacts } from '../facts/index.ts';
import { spanOf, type Zone } from '../time.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { readClocks } from './shared/notification-clocks.ts';

export default defineWorkspaceRule({
  id: 'incident-alteration-before-authority',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'warning',
  references: ['AIA 73(6)'],
  summary:
    'A system was altered before the authority was informed of a serious incident, and no snapshot of it was kept.',
  rationale:
    'Article 73(6) of the AI Act forbids to alter the system in a way that affects the later evaluation of causes before the authorities are informed. To contain the incident is not forbidden.',
  fix: 'Keep a model snapshot as evidence before the rollback (type: model-snapshot, collected_at), or inform the authority first.',
  *check(workspace, context) {
    for (const read of readClocks(workspace, context)) {
      const reports = read.clocks.filter(isReport);
      if (reports.length === 0) continue;
      const informed = Math.min(...reports.map(({ sentAt }) => sentAt ?? Number.POSITIVE_INFINITY));
      const isSure = reports.some(({ certainty }) => certainty === 'verified');
      for (const { type, at, pointer } of read.incident.notices.alterations) {
        const altered = spanOf(at, context.zone);
        if (!altered || altered.end >= informed || hasSnapshot(read.incident, altered.end, context.zone)) continue;
        const message = `${type} before the authority was informed, and no model snapshot was kept before it`;
        yield { document: read.incident.ref, place: { pointer }, message, ...(isSure ? {} : { atMost: 'notice' }) };
      }
    }
  },
});

/** A first report that Article 73 requires. */
const isReport = ({ group, verdict, standing, isFollowUp }: NotificationClock): boolean =>
  group === 'eu-aia-73' && verdict === 'required' && standing !== 'voluntary' && !isFollowUp;

function hasSnapshot({ notices }: IncidentFacts, before: number, zone: Zone): boolean {
  return notices.snapshots.some((time) => (spanOf(time, zone)?.start ?? Number.POSITIVE_INFINITY) <= before);
}
