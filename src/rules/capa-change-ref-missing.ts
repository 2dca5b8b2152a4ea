import { defineDocumentRule } from './define-rule.ts';

const TECHNICAL = new Set(['engineering', 'model', 'data']);

export default defineDocumentRule({
  id: 'capa-change-ref-missing',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'notice',
  references: ['6.3', '8.1'],
  summary: 'A change of software, model or data is done, and nothing refers to the change itself.',
  rationale:
    'From the record an auditor goes to the pull request or release; without the reference they have your word, and later you have not even that.',
  fix: 'Add the pull request, commit or release to evidence_refs of the action, or to "change_refs:".',
  kinds: ['capa'],
  check({ value: { actions = [], change_refs: refs = [] } }) {
    if (refs.length > 0) return undefined;
    return actions.flatMap(({ id, type, status, evidence_refs: own = [] }, i) => {
      if (status !== 'done' || own.length > 0 || !TECHNICAL.has(type ?? '')) return [];
      const place = { pointer: `/actions/${i}/evidence_refs`, on: 'key' } as const;
      return { place, message: `Missing reference to the change of done action ${id ?? i + 1}` };
    });
  },
});
