import { joinNames } from '../text/list.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { hasAnswered, isNoticeDue } from './shared/notices.ts';

const SERIOUS = 2;

export default defineWorkspaceRule({
  id: 'incident-customer-notice-missing',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'warning',
  references: ['A.10.4', '7.4'],
  summary:
    'Customers depend on the system of a serious incident, and the record shows neither that they were told nor why not.',
  rationale:
    'Whoever deploys the system answers to its own users and regulators; without notice it goes on relying on results that are known to be wrong.',
  fix: 'Add a notification with audience customers; or an entry under "not_notified:" with the reason.',
  check(workspace) {
    const dependants = new Map(
      workspace.profiles.flatMap(({ systems }) => systems.map(({ id, customers }) => [id, customers] as const)),
    );
    return workspace.incidents.flatMap((incident) => {
      const rank = workspace.severities.rankOf(incident.severity) ?? Number.POSITIVE_INFINITY;
      if (rank > SERIOUS || !isNoticeDue(incident, workspace) || hasAnswered(incident, ['customers'])) return [];
      const customers = [...new Set(incident.systems.flatMap(({ id }) => dependants.get(id) ?? []))];
      if (customers.length === 0) return [];
      return {
        document: incident.ref,
        place: { pointer: '/notifications', on: 'key' as const },
        message: `Missing notification of customers that depend on the system, or the reason for none: ${joinNames(customers, 'and', 3)}`,
      };
    });
  },
});
