import { nameKey } from '../facts/surroundings.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { knownNames } from './shared/known-names.ts';

export default defineWorkspaceRule({
  id: 'runbook-owner-unknown',
  section: null,
  layer: 'implementation',
  severity: 'error',
  references: ['5.3', 'A.3.2'],
  summary: 'The owner of a runbook is neither in the profile nor in CODEOWNERS.',
  rationale:
    'A team that was renamed or a person who left owns nothing: the review is asked of nobody, and changes are approved by anybody.',
  fix: 'Name a role, holder or team that the profile or CODEOWNERS knows, or add it there.',
  check(workspace) {
    const known = knownNames(workspace);
    if (known.size === 0) return;
    return workspace.runbooks.flatMap(({ ref, status, readiness }) =>
      readiness.owners.flatMap(({ id, pointer }) => {
        if (status === 'retired' || known.has(nameKey(id))) return [];
        return {
          document: ref,
          place: { pointer },
          message: `Unexpected owner ${JSON.stringify(id)}, expected a name of the profile or of CODEOWNERS`,
        };
      }),
    );
  },
});
