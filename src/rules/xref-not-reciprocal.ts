import { hasReached } from '../facts/incident-states.ts';
import type { Workspace } from '../facts/index.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'xref-not-reciprocal',
  section: null,
  layer: null,
  severity: 'notice',
  references: ['7.5.3'],
  summary: 'A CAPA names the incident it comes from, and the incident does not name the CAPA.',
  rationale:
    'Whoever reads the incident does not see that something is being done, and whoever closes it does not see that it is not finished.',
  fix: 'Add the id of the CAPA to "capa_refs:" of the incident.',

  check(workspace) {
    const named = namedBy(workspace);
    return workspace.capas.flatMap(({ id, ref, sourceRefs }) =>
      sourceRefs.flatMap(({ id: source, pointer }) => {
        const incident = id === undefined || ref.base !== '' ? undefined : named.get(source);
        if (!incident || incident.capas.has(id ?? '')) return [];
        const related = [
          {
            document: incident.ref,
            place: { pointer: '/capa_refs', on: 'key' as const },
            message: `${source} does not name it`,
          },
        ];
        return {
          document: ref,
          place: { pointer },
          message: `${id} names ${source}, and ${source} does not name ${id}`,
          related,
        };
      }),
    );
  },
});

/** Incidents by id with the CAPAs they name; that an incident names none at all is told of the incident. */
function namedBy({ incidents }: Workspace) {
  return new Map(
    incidents
      .filter(({ id, state, capaRefs }) => id !== undefined && capaRefs.length > 0 && hasReached(state, 'remediating'))
      .map(({ id, ref, capaRefs }) => [id, { ref, capas: new Set(capaRefs.map((capa) => capa.id)) }]),
  );
}
