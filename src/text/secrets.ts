/** A credential in a text, by its offsets. */
export interface Secret {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  readonly kind: string;
  /** Global; group 1, where there is one, is the credential itself. Every repetition is bounded: linear time. */
  readonly pattern: RegExp;
  /** Whether what was found looks like a credential rather than a word, a reference or a placeholder. */
  readonly isMeant?: (value: string) => boolean;
}

const NAME = '(?<![\\w-])["\']?[\\w-]{0,40}';
const LABELS = 'passw(?:or)?d|passphrase|api[_-]?key|secret(?:[_-]?key)?|access[_-]?token|auth[_-]?token';

/** Specific before general: of two that overlap, the first counts. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'private key', pattern: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g },
  { kind: 'AWS access key', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/g, isMeant: isNoPlaceholder },
  { kind: 'GitHub token', pattern: /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{60,255})(?!\w)/g },
  { kind: 'GitLab token', pattern: /(?<![\w-])glpat-[\w-]{20,64}(?![\w-])/g },
  { kind: 'Slack token', pattern: /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{20,250}/g },
  { kind: 'Slack webhook', pattern: /hooks\.slack\.com\/services\/T\w{8,12}\/B\w{8,12}\/\w{20,32}/g },
  { kind: 'Stripe key', pattern: /(?<!\w)[rs]k_live_[A-Za-z0-9]{20,250}/g },
  { kind: 'Google API key', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { kind: 'model provider key', pattern: /(?<![\w-])sk-[\w-]{32,250}(?![\w-])/g, isMeant: isRandom },
  { kind: 'Hugging Face token', pattern: /(?<!\w)hf_[A-Za-z]{30,40}(?!\w)/g, isMeant: isNoPlaceholder },
  { kind: 'npm token', pattern: /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/g },
  { kind: 'PyPI token', pattern: /(?<!\w)pypi-AgEIcHlwaS5vcmc[\w-]{50,250}/g },
  { kind: 'SendGrid key', pattern: /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
  { kind: 'Azure storage key', pattern: /AccountKey=([A-Za-z0-9+/]{80,90}={0,2})/g },
  { kind: 'signed URL', pattern: /[?&](?:sig|X-Amz-Signature)=([A-Za-z0-9%+/]{40,128})/g },
  { kind: 'JSON web token', pattern: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}/g },
  { kind: 'bearer token', pattern: /\bBearer {1,3}([\w.~+/-]{25,2000})/g, isMeant: isRandom },
  {
    kind: 'password in a URL',
    pattern: /(?<![\w+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@'"<>]{0,100}:([^\s/@'"<>]{3,200})@/gi,
    isMeant: isNoPlaceholder,
  },
  {
    kind: 'password or key',
    pattern: new RegExp(`${NAME}(?:${LABELS})["']?\\s{0,3}[:=]\\s{0,3}["']?([^\\s"'<>{}$*,;\`()]{12,200})`, 'gi'),
    isMeant: isRandom,
  },
];

/** Nearly every document has none of these: that tells at once. */
const SIGNS =
  /PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|hooks\.slack|k_live_|AIza|(?<![\w-])sk-|hf_|npm_|pypi-|SG\.|AccountKey|sig=|Signature=|eyJ|Bearer |:\/\/[^\s/]{1,200}@/;
const WORDS = new RegExp(LABELS, 'i');

/** The credentials in a text, in order, none twice. */
export function findSecrets(text: string): Secret[] {
  if (!SIGNS.test(text) && !WORDS.test(text)) return [];
  const found: Secret[] = [];
  for (const { kind, pattern, isMeant } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const end = kind === 'private key' ? endOfKey(text, start + value.length) : start + value.length;
      const isNew = !found.some((other) => start < other.end && other.start < end);
      if (isNew && (isMeant?.(value) ?? true)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with every credential blotted out; lengths and lines stay as they are. */
export function concealSecrets(text: string): string {
  return blot(text, findSecrets(text));
}

/** Blots out pieces of a text, in order and apart from each other; line ends stay. */
export function blot(text: string, pieces: readonly { readonly start: number; readonly end: number }[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of pieces) {
    shown += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, '•');
    at = end;
  }
  return at === 0 ? text : shown + text.slice(at);
}

const LONGEST_KEY = 20_000;

/** A key ends with its END line; one that has none is cut off, and only its heading counts. */
function endOfKey(text: string, from: number): number {
  const end = text.slice(from, from + LONGEST_KEY).search(/-----END [A-Z0-9 ]{0,60}-----/);
  return end < 0 ? from : text.indexOf('-----', from + end + 5) + 5;
}

function isNoPlaceholder(value: string): boolean {
  return !/example|placeholder|change-?me|redacted|dummy|your|xxx|\*\*\*|^[$<{%[]|^(?:password|passwd|pass|secret|token)$/i.test(
    value,
  );
}

/** Letters and digits mixed as no word, path or reference has them. */
function isRandom(value: string): boolean {
  if (!isNoPlaceholder(value) || /:\/\/|^[./]|\.(?:ya?ml|json|env|md)$/.test(value)) return false;
  const digits = value.match(/\d/g)?.length ?? 0;
  if (/[a-z]/.test(value) && /[A-Z]/.test(value) && digits > 0) return true;
  return value.length >= 24 && digits >= 4 && /^[a-z0-9]+$/i.test(value) && /[a-z]/i.test(value);
}
