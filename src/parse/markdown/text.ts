/** Characters that do not show: zero-width, bidirectional and other controls, soft hyphens. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const INVISIBLE =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const SINGLE_QUOTES = /[\u2018-\u201B]/g;
const DOUBLE_QUOTES = /[\u201C-\u201F]/g;
const NEEDS_FOLDING = /[^\u0021-\u007E ]| {2}/;

/** Plain text as rules compare it: nothing invisible, straight quotes, single spaces, none at the ends. */
export function foldText(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text.trim();
  return text
    .replace(/[\t\n\v\f\r]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The named character references that policies use; any other stays as it is written. */
const NAMED = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    shy: '',
    zwj: '',
    zwnj: '',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: "'",
    rsquo: "'",
    sbquo: ',',
    ldquo: '"',
    rdquo: '"',
    bdquo: '"',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    sect: '§',
    para: '¶',
    dagger: '†',
    times: '×',
    divide: '÷',
    plusmn: '±',
    minus: '−',
    ne: '≠',
    le: '≤',
    ge: '≥',
    leq: '≤',
    geq: '≥',
    asymp: '≈',
    infin: '∞',
    frac12: '½',
    frac14: '¼',
    frac34: '¾',
    micro: 'µ',
    permil: '‰',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    larr: '←',
    uarr: '↑',
    rarr: '→',
    darr: '↓',
    harr: '↔',
    rArr: '⇒',
    lArr: '⇐',
    hArr: '⇔',
    check: '✓',
    cross: '✗',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
    Eacute: 'É',
    egrave: 'è',
    ecirc: 'ê',
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    ccedil: 'ç',
    iacute: 'í',
    oacute: 'ó',
    uacute: 'ú',
    ntilde: 'ñ',
    aring: 'å',
    Aring: 'Å',
    aelig: 'æ',
    AElig: 'Æ',
    oslash: 'ø',
    Oslash: 'Ø',
    iuml: 'ï',
    ocirc: 'ô',
    ucirc: 'û',
    lbrack: '[',
    rbrack: ']',
    lbrace: '{',
    rbrace: '}',
    lpar: '(',
    rpar: ')',
    vert: '|',
    verbar: '|',
    num: '#',
    ast: '*',
    lowbar: '_',
    grave: '`',
    colon: ':',
    semi: ';',
    comma: ',',
    period: '.',
    excl: '!',
    quest: '?',
    sol: '/',
    bsol: '\\',
    commat: '@',
    percnt: '%',
    dollar: '$',
    plus: '+',
    equals: '=',
    hyphen: '-',
    dash: '‐',
    Tab: ' ',
    NewLine: ' ',
  }),
);

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));/y;

/** The character reference at `at`: what it stands for and where it ends. */
export function readReference(text: string, at: number): { text: string; end: number } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  if (match === null) return undefined;
  const [, hexadecimal, decimal, name] = match;
  const end = at + match[0].length;
  if (name !== undefined) {
    const character = NAMED.get(name);
    return character === undefined ? undefined : { text: character, end };
  }
  return { text: fromCodePoint(hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)), end };
}

function fromCodePoint(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}

export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&[#A-Za-z0-9]{2,33};/g, (written) => readReference(written, 0)?.text ?? written);
}
