import type { IncidentFacts } from '../facts/index.ts';
import type { Surroundings } from '../facts/surroundings.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { isDead, pathsMeant, relativePath } from './shared/local-path.ts';

export default defineWorkspaceRule({
  id: 'incident-evidence-link-dead',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.3', 'A.6.2.8'],
  summary: 'An incident refers to evidence by a path at which the repository has nothing. Addresses are not looked up.',
  rationale:
    'Evidence that cannot be found when the auditor asks is evidence that does not exist, and the record looks as if it never did.',
  fix: 'Correct the path, or add the file; evidence kept elsewhere is given by its address.',
  check({ incidents, surroundings }) {
    if (!surroundings) return;
    return incidents.flatMap((incident) => deadPlaces(incident, surroundings));
  },
});

function deadPlaces({ ref, handling }: IncidentFacts, surroundings: Surroundings): WorkspaceReport[] {
  return handling.places.flatMap(({ id, pointer }) => {
    const path = relativePath(id);
    if (path === undefined || !isDead(pathsMeant(path, ref.path), surroundings)) return [];
    // A reference beside the evidence itself may name another repository: there its folder has to be known here.
    if (
      !pointer.endsWith('/uri') &&
      !path.startsWith('.') &&
      isDead(pathsMeant(folderOf(path), ref.path), surroundings)
    )
      return [];
    return { document: ref, place: { pointer }, message: `Nothing at ${JSON.stringify(path)} in the repository` };
  });
}

function folderOf(path: string): string {
  return `${path.split('/')[0]}/`;
}
