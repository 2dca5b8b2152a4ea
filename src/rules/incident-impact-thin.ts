import { hasReached } from '../facts/incident-states.ts';
import { count } from '../text/plural.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findPlaceholder, saysNotApplicable } from './shared/placeholder.ts';
import { countWords } from './shared/words.ts';

interface Options {
  readonly min_words: number;
}

/** That nothing is described, and that nobody affected is named at closure, the schema tells. */
export default defineDocumentRule<'incident', Options>({
  id: 'incident-impact-thin',
  section: 'classification',
  layer: 'operation',
  severity: 'warning',
  references: ['A.5.4', '10.2'],
  summary: 'The impact of a triaged incident is hardly described, or a closed one does not name who was affected.',
  rationale:
    'Severity, notification and the impact assessment all follow from who was harmed and how; "customers affected" lets nobody check any of them.',
  fix: 'Under impact, say in "description:" what it did to whom and how many, and list "affected_groups:".',
  options: {
    min_words: {
      title: 'Least words',
      description: 'A description with fewer words says nothing.',
      type: 'integer',
      minimum: 0,
      maximum: 100,
    },
  },
  defaults: { min_words: 4 },
  kinds: ['incident'],
  check({ value: { state, impact } }, { options }) {
    const text = impact?.description;
    if (text === undefined || !hasReached(state, 'triaged')) return;
    const words = countWords(text);
    if (words >= options.min_words || findPlaceholder(text) !== undefined || saysNotApplicable(text)) return;
    return {
      place: { pointer: '/impact/description' },
      message: `Impact of ${count(words, 'word')}, expected what it did or could have done, to whom and to how many`,
    };
  },
});
