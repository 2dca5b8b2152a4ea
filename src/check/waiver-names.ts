import type { WaiverFacts } from '../facts/waiver.ts';
import { policies } from '../generated/outline.ts';
import { suggest } from '../text/suggest.ts';
import { LAYERS } from '../types.ts';
import type { Draft } from './draft.ts';
import type { RuleSet } from './rule-set.ts';

const REQUIREMENTS: readonly string[] = policies.flatMap(({ sections }) =>
  sections.flatMap(({ key }) => [key, ...LAYERS.map((layer) => `${key}/${layer}`)]),
);

/** Names in a waiver that no rule and no requirement has: it would cover nothing, in silence. */
export function misnamedDrafts({ ref, id, ruleIds, requirements }: WaiverFacts, rules: RuleSet): Draft[] {
  const lists = [
    { what: 'rule', key: 'rule_ids', given: ruleIds, known: [...rules.byId.keys()] },
    { what: 'requirement', key: 'requirements', given: requirements, known: REQUIREMENTS },
  ];
  return lists.flatMap(({ what, key, given, known }) =>
    given.flatMap((name, i): Draft[] => {
      if (known.includes(name) || name.includes('*')) return [];
      const near = suggest(name, known);
      const message = `Unexpected ${JSON.stringify(name)}, no ${what} has this id${near === undefined ? '' : `; did you mean "${near}"?`}`;
      return [
        { rule: 'waiver-invalid', document: ref, subject: id ?? ref.path, place: { pointer: `/${key}/${i}` }, message },
      ];
    }),
  );
}
