/** Members of the European Union and of the European Economic Area, where the AI Act and the GDPR apply. */
const MEMBERS: ReadonlySet<string> = new Set(
  'EU AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** Whether a jurisdiction (ISO 3166-1 alpha-2, or EU) is one of them. */
export const isEuropean = (code: string): boolean => MEMBERS.has(code.slice(0, 2).toUpperCase());

const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const WITH_ARTICLE = /^(?:United |European |Netherlands|Philippines|Czech R|Dominican R|Isle )/;

/** "Germany" for DE, "the Netherlands" for NL; what is no code of a country stays as it is. */
export function placeName(code: string): string {
  const name = /^[A-Za-z]{2}$/.test(code) ? NAMES.of(code.toUpperCase()) : undefined;
  return name === undefined ? code : `${WITH_ARTICLE.test(name) ? 'the ' : ''}${name}`;
}
