import { hasReached } from '../facts/incident-states.ts';
import { defineDocumentRule } from './define-rule.ts';

/** That no system is named at all, the schema tells. */
export default defineDocumentRule({
  id: 'incident-system-missing',
  section: 'purpose-and-scope',
  layer: 'operation',
  severity: 'error',
  references: ['A.4.2', 'A.6.2.6'],
  summary: 'An incident names no AI system, or from triage on no version or model of it.',
  rationale:
    'A cause belongs to one version: without it nobody can tell whether the fix is in, which release to go back to, or who else runs the same one.',
  fix: 'Under ai_systems, add "system_id:" and "version:", or "model_id:" with "model_version:".',
  kinds: ['incident'],
  check({ value: { state, ai_systems: systems = [] } }) {
    if (!hasReached(state, 'triaged')) return;
    return systems.flatMap(({ system_id: id, version, model_id: model, model_version: modelVersion }, i) => {
      if ((version ?? model ?? modelVersion) !== undefined) return [];
      return {
        place: { pointer: `/ai_systems/${i}/version`, on: 'key' as const },
        message: `Missing version or model of ${id ?? 'the system'}, required in state ${state}`,
      };
    });
  },
});
