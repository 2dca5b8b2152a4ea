import { listValues } from '../text/suggest.ts';
import { defineWorkspaceRule } from './define-rule.ts';

/** The categories of the template; "severity-levels" is a topic beside them. */
const CATEGORIES = new Set(['model-failure', 'bias', 'adversarial-attacks', 'data-issues']);

export default defineWorkspaceRule({
  id: 'category-not-in-policy',
  section: 'classification',
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3', '8.1'],
  summary: 'An incident has a category that the policy in force does not define.',
  rationale:
    'What the policy does not name nobody has agreed how to handle: no owner, no examples, no way to tell it from the others.',
  fix: 'Define the category in the classification section of the policy, or correct "category:" of the incident.',

  check({ incidents, policies }) {
    // A policy that names none is told by policy-topic-missing; several policies complete each other.
    const stating = policies.filter(({ categories }) => categories.some((key) => CATEGORIES.has(key)));
    const defined = new Set(stating.flatMap(({ categories }) => categories));
    if (stating.length === 0) return undefined;
    return incidents.flatMap(({ ref, category }) => {
      if (category === undefined || defined.has(category) || !CATEGORIES.has(category)) return [];
      const known = [...defined].filter((key) => CATEGORIES.has(key));
      const message = `Unexpected category "${category}", the policy defines ${listValues(known)}`;
      return { document: ref, place: { pointer: '/category' }, message };
    });
  },
});
