import { joinNames } from '../text/list.ts';
import { findPersonalData } from '../text/personal-data.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findTexts } from './shared/text-fields.ts';

/** Who did what is part of a record; addresses and digests hold no text. An embedded CAPA is a record of its own. */
const SKIPPED = new Set(
  (
    'owner lead team by reporter participants collected_by custodian verified_by assessed_by approved_by closed_by performed_by checked_by ' +
    'return_to_service_approved_by handle email uri url ref sha256 github_issue capa'
  ).split(' '),
);

/** Nearly every text has none: this tells at once. */
const HINT = /@|\d[ .-]?\d{2}|\bM(?:rs?|s|iss)\b|(?:user|human|customer|patient|applicant|client)\W{0,3}:/i;

export default defineDocumentRule({
  id: 'record-contains-personal-data',
  section: null,
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.3', 'GDPR 5(1)(c)'],
  summary: 'The text of a record holds personal data of somebody, or a conversation word for word.',
  rationale:
    'Records are kept for years and read by many; data of those affected belongs into evidence with limited access, where it can also be deleted.',
  fix: 'Describe the person by role or group ("a customer"), and keep the original as evidence with "sensitive: true".',
  kinds: ['incident', 'capa'],
  check({ value, body }) {
    const inFields = findTexts(value, (text) => HINT.test(text) && findPersonalData(text).length > 0, SKIPPED);
    const inBody = (body?.blocks ?? []).filter(({ text }) => HINT.test(text) && findPersonalData(text).length > 0);
    return [
      ...inFields.map(({ pointer, key, text }) => ({ place: { pointer }, message: say(text, key) })),
      ...inBody.map(({ line, text }) => ({ place: { line }, message: say(text, 'the text') })),
    ];
  },
});

/** What was found is named, never shown. */
function say(text: string, where: string): string {
  const kinds = [...new Set(findPersonalData(text).map(({ kind }) => kind))];
  return `Unexpected ${joinNames(kinds)} in ${where}, expected text without personal data`;
}
