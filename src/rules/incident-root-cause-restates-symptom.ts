import { refOf } from '../facts/reference.ts';
import { count } from '../text/plural.ts';
import { defineDocumentRule, type Values } from './define-rule.ts';
import { blamesPersonOnly } from './shared/human-error.ts';
import { findPlaceholder, saysNotApplicable } from './shared/placeholder.ts';
import { contentWords, countWords, shareOf } from './shared/words.ts';

interface Options {
  readonly min_words: number;
  readonly max_overlap: number;
}

export default defineDocumentRule<'incident', Options>({
  id: 'incident-root-cause-restates-symptom',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['10.2'],
  summary: 'A root cause only repeats what happened, or is too short to explain it.',
  rationale:
    'A symptom told twice gives nothing to act on: the corrective action treats the effect, and the same cause strikes elsewhere.',
  fix: 'Say why it happened: the condition in data, model, process or control without which it would not have.',
  options: {
    min_words: {
      title: 'Least words',
      description: 'A statement with fewer words explains nothing.',
      type: 'integer',
      minimum: 0,
      maximum: 100,
    },
    max_overlap: {
      title: 'Most overlap',
      description: 'Share of its words that a statement may have in common with the summary or the title, 0 to 1.',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
  },
  defaults: { min_words: 8, max_overlap: 0.8 },
  kinds: ['incident'],
  *check(document, { options }) {
    const { value } = document;
    const causes = value.investigation?.root_causes ?? [];
    for (const [i, { statement, category }] of causes.entries()) {
      if (statement === undefined || category === 'unknown-justified') continue;
      const words = countWords(statement);
      const source = words < options.min_words ? undefined : repeatedField(statement, value, options.max_overlap);
      if ((words >= options.min_words && !source) || isToldElsewhere(statement)) continue;
      yield {
        place: { pointer: `/investigation/root_causes/${i}/statement` },
        message: source
          ? `Root cause repeats the ${source.key}: ${Math.round(source.share * 100)} % of its words are there`
          : `Root cause of ${count(words, 'word')}, expected at least ${options.min_words}`,
        ...(source && {
          related: [{ document: refOf(document), place: { pointer: `/${source.key}` }, message: 'What happened' }],
        }),
      };
    }
  },
});

function repeatedField(statement: string, value: Values['incident'], most: number) {
  const words = contentWords(statement);
  for (const key of ['summary', 'title'] as const) {
    const share = shareOf(words, contentWords(value[key] ?? ''));
    if (share > most) return { key, share };
  }
  return undefined;
}

/** A placeholder and the error of a person have rules of their own. */
function isToldElsewhere(statement: string): boolean {
  return findPlaceholder(statement) !== undefined || saysNotApplicable(statement) || blamesPersonOnly(statement);
}
