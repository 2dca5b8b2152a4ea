import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'incident-runbook-not-cited',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'notice',
  references: ['8.1'],
  summary: 'A runbook covers system and category of an incident, and its containment cites none.',
  rationale:
    'Only incidents that cite their runbook show that it is used and works; the others leave open whether anybody knows it.',
  fix: 'Add "runbook_ref:" to the containment action that followed a runbook.',
  check({ incidents, runbooks }) {
    const inUse = runbooks.filter(({ status }) => status === 'approved');
    return incidents.flatMap(({ ref, category, systems, handling }) => {
      if (category === undefined || handling.actionTypes.length === 0 || handling.citesRunbook) return [];
      const runbook = inUse.find(
        ({ readiness, systems: covered }) =>
          readiness.categories.includes(category) &&
          covered.some(({ id }) => systems.some((system) => system.id === id)),
      );
      if (!runbook) return [];
      return {
        document: ref,
        place: { pointer: '/containment/actions', on: 'key' as const },
        message: `Missing runbook_ref of containment: ${runbook.id ?? runbook.ref.path} covers ${category} of the system`,
        related: [{ document: runbook.ref, place: { pointer: '/categories' }, message: 'The runbook for it' }],
      };
    });
  },
});
