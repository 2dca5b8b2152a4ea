import type { Capa, DeepPartial } from '../documents.ts';
import { defineDocumentRule } from './define-rule.ts';

const TRAINING = /^\s*(?:re-?)?(?:train|remind|coach|brief|instruct|educate|refresher|raise awareness|awareness)/i;

type Action = NonNullable<DeepPartial<Capa>['actions']>[number];

/** By its type; where it has none, by its words. */
function isTraining({ type, description }: Action): boolean {
  return type === undefined ? TRAINING.test(description ?? '') : type === 'training';
}

export default defineDocumentRule({
  id: 'capa-training-only',
  section: 'corrective-and-preventive-actions',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'All actions of a CAPA are training or reminders.',
  rationale:
    'Training fades and people leave; an auditor who reads "staff were reminded" looks for the same incident next year, and finds it.',
  fix: 'Add an action that changes the system, the process, the data or the monitoring, so that the error is prevented or caught.',
  kinds: ['capa'],
  check({ value: { kind, actions = [] } }) {
    if (kind === 'correction' || actions.length === 0 || !actions.every(isTraining)) return undefined;
    const all = actions.length === 1 ? 'The only action is' : `All ${actions.length} actions are`;
    return {
      place: { pointer: '/actions' },
      message: `${all} training, expected a change that prevents or catches the error`,
    };
  },
});
