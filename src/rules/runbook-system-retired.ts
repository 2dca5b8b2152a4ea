import { joinNames } from '../text/list.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'runbook-system-retired',
  section: 'purpose-and-scope',
  layer: 'implementation',
  severity: 'notice',
  references: ['7.5.3'],
  summary: 'A runbook in use covers only systems that are retired.',
  rationale: 'What is kept up for nothing hides what matters, and its reviews and drills are asked for in vain.',
  fix: 'Set "status: retired", or name the systems that it covers now.',
  check({ runbooks, profiles }) {
    const statuses = new Map(profiles.flatMap(({ systems }) => systems.map(({ id, status }) => [id, status] as const)));
    return runbooks.flatMap(({ ref, id, status, systems }) => {
      const isOld = systems.length > 0 && systems.every((system) => statuses.get(system.id) === 'retired');
      if (status === 'retired' || !isOld) return [];
      return {
        document: ref,
        place: { pointer: '/ai_systems' },
        message: `${id ?? 'The runbook'} covers only retired systems: ${joinNames(systems.map((system) => system.id))}`,
      };
    });
  },
});
