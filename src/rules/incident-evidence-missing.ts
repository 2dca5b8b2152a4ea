import { defineWorkspaceRule } from './define-rule.ts';

const SERIOUS = 2;

export default defineWorkspaceRule({
  id: 'incident-evidence-missing',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', 'A.6.2.8'],
  summary: 'An incident under investigation, or a serious one once contained, has no evidence.',
  rationale:
    'Logs, prompts and model versions are overwritten within days; without them the cause stays an opinion and a regulator gets no answer.',
  fix: 'Add "evidence:" with type and uri of what was preserved, such as a log, a prompt or a model snapshot.',
  *check({ incidents, severities }) {
    for (const { ref, state, severity, eventKind, hasEvidence } of incidents) {
      // From investigating on, the schema asks for it whatever the severity.
      if (state !== 'contained' || hasEvidence || eventKind === 'drill') continue;
      if ((severities.rankOf(severity) ?? Number.POSITIVE_INFINITY) > SERIOUS) continue;
      yield {
        document: ref,
        place: { pointer: '/evidence', on: 'key' },
        message: `Missing evidence, required for ${severity} from state contained`,
      };
    }
  },
});
