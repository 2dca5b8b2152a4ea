import type { PolicyFacts, ProfileFacts, Workspace } from '../facts/index.ts';
import { categories, categoriesOf, products, productsNamed } from '../products/index.ts';
import { openPromiseBook } from '../promises/book.ts';
import { findContradictions } from '../promises/contradictions.ts';
import { PROMISE_NAMES } from '../promises/kinds.ts';
import { sayLimit } from '../promises/limit.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'profile-drift',
  section: null,
  layer: 'design',
  severity: 'warning',
  references: ['7.5.3', 'A.2.4', 'A.4.4'],
  summary: 'A policy names another product for a purpose, or a draft another time, than the organisation profile.',
  rationale:
    'Policies are drafted from the profile and then live on by themselves; whoever follows the one that was not kept up looks in the wrong tool.',
  fix: 'Correct whichever is out of date: the policy, or the profile and then "aimscheck generate policy --diff".',
  check(workspace) {
    const [profile] = workspace.profiles;
    if (!profile) return [];
    const policies = workspace.policies.filter(({ status }) => !GONE.test(status ?? ''));
    return [...policies.flatMap((policy) => rivalsIn(policy, profile)), ...draftTimes(workspace)];
  },
});

const GONE = /^(?:retired|superseded|withdrawn)$/i;
const DRAFT = /^draft$/i;
const byName = new Map(products.map((product) => [product.name, product]));

/** Products that a policy names where the profile names others, which the policy does not name at all. */
function rivalsIn({ ref, products: used }: PolicyFacts, profile: ProfileFacts): WorkspaceReport[] {
  const known = new Set(profile.products);
  const named = new Set(used.map(({ product }) => product));
  return used.flatMap(({ product: name, line }): WorkspaceReport[] => {
    const product = byName.get(name);
    if (!product || known.has(name)) return [];
    const [category] = categoriesOf(product).flatMap((key) => categories[key] ?? []);
    const own = profile.tools.filter(({ place }) => place === category?.place);
    const [first] = own;
    const names = own.flatMap(({ text }) => productsNamed(text).map((mention) => mention.product.name));
    if (!first || names.length === 0 || names.some((one) => named.has(one))) return [];
    const message = `Unexpected ${name} as ${category?.is}; the profile names ${own.map(({ text }) => text).join(', ')}`;
    const related = [
      { document: profile.ref, place: { pointer: first.pointer }, message: `The profile says: ${first.text}` },
    ];
    return [{ document: ref, place: { line }, message, related }];
  });
}

/** Times of drafts against those of the profile; those of a policy in force are the matter of sla-mismatch. */
function draftTimes({ policies, profiles, severities }: Workspace): WorkspaceReport[] {
  const drafts = policies.filter(({ status }) => DRAFT.test(status ?? ''));
  return drafts.flatMap((draft) => {
    const sources = { policies: [{ ...draft, status: undefined }], profiles, runbooks: [], severities };
    return findContradictions(openPromiseBook(sources)).flatMap(({ first, other }): WorkspaceReport[] => {
      if (first.by !== 'policy' || other.by !== 'profile' || !first.source || !other.source) return [];
      const of = first.severity === null ? '' : ` of ${first.severity}`;
      const what = `${PROMISE_NAMES[first.kind]}${of}`;
      const message = `Unexpected ${sayLimit(first.limit)} for ${what}; the profile promises ${sayLimit(other.limit)}`;
      const { document, place, text } = other.source;
      return [{ ...first.source, message, related: [{ document, place, message: `The profile says: ${text}` }] }];
    });
  });
}
