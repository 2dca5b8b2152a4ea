import { defineWorkspaceRule } from './define-rule.ts';
import { hasAnswered, isNoticeDue } from './shared/notices.ts';

const AUDIENCES = ['users', 'affected-persons', 'customers', 'public', 'staff'];

export default defineWorkspaceRule({
  id: 'incident-user-communication-missing',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['A.8.4', '7.4'],
  summary: 'People were affected by an incident, and the record shows neither that they were told nor why not.',
  rationale:
    'Those affected cannot protect themselves or contest a decision that they do not know to be wrong; control A.8.4 asks for a plan to tell them.',
  fix: 'Add a notification with audience users, affected-persons or customers; or an entry under "not_notified:" with the reason.',
  check(workspace) {
    return workspace.incidents.flatMap((incident) => {
      const { ref, handling, notices } = incident;
      const isHarmed = handling.isActual && (handling.affectedGroups.length > 0 || (notices.affectedCount ?? 0) > 0);
      if (!isHarmed || !isNoticeDue(incident, workspace) || hasAnswered(incident, AUDIENCES)) return [];
      const who = handling.affectedGroups.slice(0, 3).join(', ') || `the ${notices.affectedCount} people affected`;
      return {
        document: ref,
        place: { pointer: '/notifications', on: 'key' as const },
        message: `Missing notification of ${who}, or the reason for none`,
      };
    });
  },
});
