import { subcategories } from '../generated/outline.ts';
import { suggest } from '../text/suggest.ts';
import { defineDocumentRule } from './define-rule.ts';

const CATEGORY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(subcategories).flatMap(([category, names]) => names.map((name) => [name, category])),
);

/** Edits that make a slip of the keyboard; with more it is another word. */
const SLIP = 2;

export default defineDocumentRule({
  id: 'incident-subcategory-mismatch',
  section: 'classification',
  layer: 'operation',
  severity: 'warning',
  references: ['8.1', '10.2'],
  summary: 'The sub-category of an incident belongs to another category, or is a misspelt one.',
  rationale:
    'Trends are counted by sub-category; one that stands under two categories, or in two spellings, hides the pattern that management review looks for.',
  fix: 'Write a sub-category of the category, or correct the category.',
  kinds: ['incident'],
  check({ value: { category, subcategory } }) {
    if (category === undefined || subcategory === undefined) return;
    const owner = CATEGORY_OF.get(subcategory);
    if (owner === category) return;
    const given = JSON.stringify(subcategory);
    if (owner !== undefined)
      return {
        place: { pointer: '/subcategory' },
        message: `Unexpected subcategory ${given} under ${category}: it belongs to ${owner}`,
      };
    // Own ones are allowed; one that only looks like a known one is a slip.
    const meant = suggest(subcategory, subcategories[category], SLIP);
    if (meant === undefined) return;
    return {
      place: { pointer: '/subcategory' },
      message: `Unexpected subcategory ${given}; did you mean "${meant}"?`,
    };
  },
});
