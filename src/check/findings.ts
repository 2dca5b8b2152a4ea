import type { FieldMaps } from '../fields/mapping.ts';
import type { Finding, Severity } from '../types.ts';
import type { Draft } from './draft.ts';
import { placeDrafts } from './place.ts';
import type { RuleSet } from './rule-set.ts';
import { type Leniency, severityOf, toFinding } from './settle.ts';

export interface Placing extends Leniency {
  readonly rules: RuleSet;
  /** Text of a file as it was checked. */
  readonly sources: (file: string) => string | undefined;
  readonly fields: FieldMaps;
}

/** Gives drafts their level and their place; those of rules that are off are dropped. */
export async function findingsOf(
  drafts: readonly Draft[],
  { rules, isTouched, sources, fields }: Placing,
): Promise<Finding[]> {
  const levelOf = (draft: Draft): Severity | 'off' => severityOf(draft, rules.get(draft.rule), { rules, isTouched });
  const placed = await placeDrafts(
    drafts.filter((draft) => levelOf(draft) !== 'off'),
    { textOf: sources, fields },
  );
  const findings = placed.map((one) => toFinding(one, rules.get(one.draft.rule), levelOf(one.draft) as Severity));
  return fields.size === 0 ? findings : onceAPlace(findings);
}

/** One field of theirs may be several of ours: what is wrong with it is told once. */
function onceAPlace(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, file, line, column, message }) => {
    const key = [rule, file, line, column, message].join('\0');
    return !seen.has(key) && seen.add(key);
  });
}
