/** Something in a text that tells of a person, by its offsets. */
export interface PersonalData {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  readonly kind: string;
  /** Global; every repetition is bounded: linear time. */
  readonly pattern: RegExp;
  readonly isMeant?: (value: string) => boolean;
}

const LABELLED_ID =
  /\b(?:MRN|medical record (?:no|number)|NHS (?:no|number)|passport(?: no| number)?|social security number|national id|(?:patient|customer|applicant) (?:id|no|number))\b[ .:#-]{0,4}(?:is |was )?[A-Z]{0,3}[ -]?\d[\d -]{4,16}\d/gi;

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'e-mail address',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b/gi,
    isMeant: isPersonal,
  },
  { kind: 'phone number', pattern: /(?<![\w+])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,11}(?!\d)/g },
  {
    kind: 'phone number',
    pattern: /\b(?:phone|tel|mobile|cell|whatsapp)\b[^\d+\n]{0,20}\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)/gi,
  },
  { kind: 'social security number', pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
  { kind: 'national insurance number', pattern: /(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D](?!\w)/g },
  {
    kind: 'bank account',
    pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g,
    isMeant: isIban,
  },
  { kind: 'payment card', pattern: /(?<![\w-])[3-6]\d{3}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?![\w-])/g, isMeant: passesLuhn },
  { kind: 'personal id', pattern: LABELLED_ID },
  {
    kind: 'date of birth',
    pattern: /\b(?:date of birth|DOB|born on)\b[ .:-]{0,4}(?:is |was )?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/gi,
  },
  { kind: 'name', pattern: /\b(?:Mr|Mrs|Ms|Miss)\.? (?:[A-Z]\p{Ll}{1,30} ){0,2}[A-Z]\p{Ll}{1,30}/gu },
];

const SPEAKERS = [
  /(?:^|[\s"'*>])(?:user|human|customer|patient|applicant|client)\*{0,2}\s?:\*{0,2}\s/i,
  /(?:^|[\s"'*>])(?:assistant|bot|chatbot|model|ai)\*{0,2}\s?:\*{0,2}\s/i,
];

/** What in a text tells of a person, in order. A conversation word for word counts as a whole. */
export function findPersonalData(text: string): PersonalData[] {
  if (SPEAKERS.every((speaker) => speaker.test(text))) return [{ kind: 'conversation', start: 0, end: text.length }];
  const found: PersonalData[] = [];
  for (const { kind, pattern, isMeant } of PATTERNS) {
    for (const { 0: value, index: start } of text.matchAll(pattern)) {
      const end = start + value.length;
      const isNew = !found.some((other) => start < other.end && other.start < end);
      if (isNew && (isMeant?.(value) ?? true)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Words of mailboxes that belong to a desk, not to a person. */
const DESKS = new Set(
  (
    'abuse admin ai alert alerts billing board cert claims complaint complaints compliance contact csirt data desk dpo feedback hello help ' +
    'helpdesk hotline hr incident incidents info it legal list mail media noreply office on oncall operations ops postmaster press ' +
    'privacy quality reply report reports risk safety sales security service soc speakup status support team trust webmaster'
  ).split(' '),
);

function isPersonal(address: string): boolean {
  const [mailbox = ''] = address.split('@');
  return !mailbox
    .toLowerCase()
    .split(/[._+-]/)
    .some((word) => DESKS.has(word));
}

/** ISO 13616: the rest of the number modulo 97 is 1. */
function isIban(value: string): boolean {
  const account = value.replaceAll(' ', '');
  if (account.length < 15 || account.length > 34) return false;
  let rest = 0;
  for (const character of account.slice(4) + account.slice(0, 4)) {
    const digits = Number.parseInt(character, 36);
    rest = (rest * (digits > 9 ? 100 : 10) + digits) % 97;
  }
  return rest === 1;
}

/** ISO/IEC 7812-1 annex B. */
function passesLuhn(value: string): boolean {
  const digits = value.replace(/\D/g, '').split('').reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
    0,
  );
  return sum % 10 === 0;
}
