import type { IncidentFacts } from '../facts/index.ts';
import { audiencesOf, judgeNotices } from '../promises/notices.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { reportBroken, type Wording } from './shared/broken-promise.ts';

const WORDING: Wording<IncidentFacts> = {
  what: 'Notification',
  did: 'notified',
  doneAt: '/notifications',
  openAt: () => ({ pointer: '/notifications', on: 'key' }),
};

export default defineWorkspaceRule({
  id: 'notification-not-per-matrix',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['7.4', 'A.8.4'],
  summary: 'Somebody whom the policy promises to tell of incidents of this severity was not told in time.',
  rationale:
    'Who is told by when is the part of a policy that people outside rely on: executives to decide, customers to protect themselves.',
  fix: 'Tell them and add an entry under "notifications:" with audience, sent_at and by.',
  dated: true,
  check(workspace, context) {
    const now = { ...context, holidays: workspace.holidays };
    return workspace.incidents.flatMap((incident) =>
      judgeNotices(incident, { workspace, now }).flatMap((judgement) => {
        const audience = audiencesOf(judgement.promise).join(' or ');
        const wording = { ...WORDING, what: `Notice to ${audience}`, did: `told ${audience}` };
        return reportBroken(judgement, wording, now) ?? [];
      }),
    );
  },
});
