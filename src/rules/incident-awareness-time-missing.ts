import type { NotificationClock } from '../clocks/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { readClocks } from './shared/notification-clocks.ts';

export default defineWorkspaceRule({
  id: 'incident-awareness-time-missing',
  section: 'detection-and-reporting',
  layer: 'operation',
  severity: 'error',
  references: ['AIA 73', 'GDPR 33'],
  summary:
    'An incident that is or may be reportable does not say when, and on what grounds, the organisation was aware of it.',
  rationale:
    'Nearly every deadline runs from awareness; without its time and grounds no notice can be shown to be in time.',
  fix: 'Add "awareness:" with at, by and basis.',
  *check(workspace, context) {
    for (const { incident, clocks } of readClocks(workspace, context)) {
      const { awareAt, hasAwarenessBasis } = incident.notices;
      const candidates = clocks.filter(isCandidate);
      const [first] = candidates;
      if (!first || (awareAt !== undefined && hasAwarenessBasis)) continue;
      const missing = awareAt === undefined ? 'awareness.at' : 'awareness.basis';
      yield {
        document: incident.ref,
        place: { pointer: `/${missing.replace('.', '/')}`, on: 'key' },
        message: `Missing ${missing}, from which ${first.regime} is counted`,
        ...(candidates.every(({ certainty }) => certainty !== 'verified') ? { atMost: 'notice' } : {}),
      };
    }
  },
});

const isCandidate = ({ verdict, standing }: NotificationClock): boolean =>
  (verdict === 'required' || verdict === 'pending') && standing !== 'voluntary';
