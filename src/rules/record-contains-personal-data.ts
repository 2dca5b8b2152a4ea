import { joinNames } from '../text/list.ts';
import { findPersonalData } from '../text/personal-data.ts';
import { defineDocumentRule } from './define-rule.ts';
import { findTexts, textsOf } from './shared/text-fields.ts';

/** Who did what is part of a record; addresses and digests hold no text. An embedded CAPA is a record of its own. */
const SKIPPED = new Set(
  (
    'owner lead team by reporter participants collected_by custodian verified_by assessed_by approved_by closed_by performed_by checked_by ' +
    'return_to_service_approved_by handle email uri url ref sha256 github_issue capa'
  ).split(' '),
);

/** Nearly every text has none of these: that tells at once. */
const SIGNS = /@|\+\d|\d{3}[ .)-]{1,2}\d{2,3}[ .-]\d{4}|\b[A-Z]{2}\d{2}|\d{4}[ -]\d{4}[ -]\d{4}|\bM(?:rs?|s|iss)\b/;
const WORDS =
  /\b(?:MRN|medical rec|NHS|passport|social sec|national id|(?:patient|customer|applicant) (?:id|n)|phone|tel\b|mobile\b|cell\b|whatsapp|date of birth|DOB|born on)|(?:user|human|customer|patient|applicant|client)\W{0,3}:/i;
const isHinted = (text: string): boolean => SIGNS.test(text) || WORDS.test(text);

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
    const isMeant = (text: string) => isHinted(text) && findPersonalData(text).length > 0;
    const inFields = isHinted(textsOf(value).prose) ? findTexts(value, isMeant, SKIPPED) : [];
    const inBody = (body?.blocks ?? []).filter(({ text }) => isMeant(text));
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
