/** Character references that policies use, by name; any other named one stays as it is written. */
const NAMED = pairUp(
  (
    'amp & lt < gt > quot " apos \' ndash – mdash — hellip … lsquo \' rsquo \' sbquo , ldquo " rdquo " ' +
    'bdquo " laquo « raquo » bull • middot · copy © reg ® trade ™ deg ° sect § para ¶ dagger † times × ' +
    'divide ÷ plusmn ± minus − ne ≠ le ≤ ge ≥ leq ≤ geq ≥ asymp ≈ infin ∞ frac12 ½ frac14 ¼ frac34 ¾ ' +
    'micro µ permil ‰ euro € pound £ yen ¥ cent ¢ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ ' +
    'check ✓ cross ✗ auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß eacute é Eacute É egrave è ecirc ê ' +
    'agrave à aacute á acirc â ccedil ç iacute í oacute ó uacute ú ntilde ñ aring å Aring Å aelig æ ' +
    'AElig Æ oslash ø Oslash Ø iuml ï ocirc ô ucirc û lbrack [ rbrack ] lbrace { rbrace } lpar ( rpar ) ' +
    'vert | verbar | num # ast * lowbar _ grave ` colon : semi ; comma , period . excl ! quest ? sol / ' +
    'bsol \\ commat @ percnt % dollar $ plus + equals = hyphen - dash ‐'
  ).split(' '),
);
for (const name of ['nbsp', 'ensp', 'emsp', 'thinsp', 'Tab', 'NewLine']) NAMED.set(name, ' ');
for (const name of ['shy', 'zwj', 'zwnj']) NAMED.set(name, '');

function pairUp(words: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) pairs.set(words[index] ?? '', words[index + 1] ?? '');
  return pairs;
}

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
