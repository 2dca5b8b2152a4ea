import { defineDocumentRule } from './define-rule.ts';
import { statementsAround } from './shared/statements.ts';

/** Harm that has not happened counts too: "could cause", "near miss", "potential", "risk of". */
const POTENTIAL =
  /\b(?:could|might|may|can|potential(?:ly)?|near[- ]miss(?:es)?|close call|likely|threaten(?:s|ing)?|imminent|suspected|attempted|risk of|hazard)\b/i;

export default defineDocumentRule({
  id: 'policy-incident-definition-weak',
  section: 'purpose-and-scope',
  layer: 'design',
  severity: 'warning',
  references: ['4.3', 'A.3.3'],
  summary: 'A policy does not define an AI incident, or only as harm that has already happened.',
  rationale:
    'Near misses show the same causes at a lower price; where the definition waits for harm they go unreported, and what is not defined is reported by nobody.',
  fix: 'Define an AI incident as an event that causes, or could reasonably cause, harm, and say that near misses count.',
  kinds: ['policy'],
  check({ value }) {
    const definition = value.sections['purpose-and-scope']?.topics['ai-incident-definition'];
    if (!definition || statementsAround(value, definition.line).some((text) => POTENTIAL.test(text))) return [];
    const message =
      'Unexpected definition of an incident: it leaves out harm that could have happened, such as a near miss';
    return [{ place: { line: definition.line }, message }];
  },
});
