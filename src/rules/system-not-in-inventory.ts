import { describeAllowed } from '../text/suggest.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'system-not-in-inventory',
  section: 'purpose-and-scope',
  layer: 'operation',
  severity: 'error',
  references: ['A.4.2'],
  summary: 'A record names an AI system that the inventory of the organisation profile does not list.',
  rationale:
    'The inventory is what the management system covers; a system that fails outside of it was never assessed, and nobody is named for it.',
  fix: 'Add the system to "ai_systems:" of the profile, or correct the id.',

  check({ incidents, profiles, unread }) {
    const known = profiles.flatMap(({ systems }) => systems.map(({ id }) => id));
    if (known.length === 0 || unread.some(({ ref }) => ref.kind === 'profile')) return undefined;
    const folded = new Set(known.map(fold));
    return incidents.flatMap(({ ref, systems }) =>
      systems
        .filter(({ id }) => !folded.has(fold(id)))
        .map(({ id, pointer }) => ({
          document: ref,
          place: { pointer },
          message: `Unexpected system ${JSON.stringify(id)}, ${describeAllowed(id, known)}`,
        })),
    );
  },
});

const fold = (id: string) => id.trim().toLowerCase();
