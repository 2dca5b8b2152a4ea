import { defineDocumentRule } from './define-rule.ts';
import { statementsAround } from './shared/statements.ts';

const OUTSIDERS =
  /\b(?:customers?|users?|patients?|clients?|public|outside|external|third part(?:y|ies)|suppliers?|vendors?|researchers?|everyone|everybody|anyone|anybody|stakeholders?|complaints?|citizens?|residents?|applicants?|relatives|parents|community)\b/i;
const PROTECTION =
  /\b(?:confidential(?:ly|ity)?|anonym(?:ous|ously|ity)|retaliat\w+|reprisals?|good faith|no blame|blameless|disadvantage|protected from|speak up|whistle-?blow\w*)\b/i;

export default defineDocumentRule({
  id: 'policy-reporting-channel-missing',
  section: 'detection-and-reporting',
  layer: 'design',
  severity: 'error',
  references: ['A.3.3', 'A.8.3'],
  summary: 'A policy names no channel for reports, none for people outside, or no protection of those who report.',
  rationale:
    'Most incidents are seen first by somebody who is not on call: without an address they can use, and the assurance that it will not be held against them, they say nothing.',
  fix: 'Name an address, form or number, say that customers, users and suppliers may use it too, and that reports are confidential and nobody suffers for one.',
  kinds: ['policy'],
  *check({ value }) {
    const channel = value.sections['detection-and-reporting']?.topics['reporting-channels'];
    if (!channel || !value.reading) return;
    const said = statementsAround(value, channel.line);
    const says = (words: RegExp) => said.some((text) => words.test(text));
    const place = { line: channel.line };
    if (!says(OUTSIDERS))
      yield { place, severity: 'warning', message: 'Missing channel for reports of people outside the organisation' };
    if (!says(PROTECTION))
      yield {
        place,
        severity: 'warning',
        message: 'Missing protection of those who report: confidential, or free of reprisal',
      };
  },
});
