const MARKER = '(?:tbd|tba|tbc|todo|fixme|to[- ]?do|xxx+|wip)';

/** How every placeholder begins: nearly all texts are none, and this tells at once. */
const BEGINNINGS =
  '(?:[\\W_]|t[bo]|fixme|xxx|wip|lorem|place|dummy|sample|some text|text here|fill|please|insert|enter|add|describe|write|type|click|asdf|qwerty)';
const BEGINNING = new RegExp(`^\\s*${BEGINNINGS}`, 'i');

/** The whole text stands for one that is still to be written. */
const WHOLE: readonly RegExp[] = [
  new RegExp(`^\\W{0,3}${MARKER}\\W{0,3}$`, 'i'),
  /^\W{0,3}to be (?:added|announced|completed|confirmed|decided|defined|described|determined|done|filled(?: in| out)?|provided|updated|written)\W{0,3}$/i,
  /^(?:placeholder|dummy text|sample text|some text|text here|fill (?:me|this|in|out)(?: in| out)?|asdf+|qwerty)\W{0,3}$/i,
  /^(?:please )?(?:insert|enter|add|describe|fill in|write|type) [\w' -]{0,80} here\W{0,3}$/i,
  /^click (?:or tap )?here to enter text\W{0,3}$/i,
  /^<[A-Za-z][^<>@/]{0,200}>$/,
  /^\[(?:add|date|describe|enter|fill|insert|name|placeholder|put|text|todo|tbd|write|your)\b[^[\]]{0,200}\]$/i,
  /^\{\{[^{}]{0,200}\}\}$/,
  /^\$\{[^{}]{0,200}\}$/,
  /^(?:\.{2,}|…+|\?{2,}|_{2,})$/,
];

/** The text begins with such a mark, whatever a note to the author says after it. */
const START: readonly RegExp[] = [
  /^(?:TBD|TBA|TBC|TODO(?! (?:list|app|item))|FIXME)(?![\w-])/,
  new RegExp(`^${MARKER}\\s?(?:[:;,.(]|[-–—]\\s)`, 'i'),
  /^to be (?:announced|confirmed|decided|defined|determined)\b/i,
  /^lorem ipsum\b/i,
  /^(?:<|\[)(?:add|describe|enter|fill|insert|placeholder|todo|tbd|your)\b[^<>[\]]{0,200}[>\]]/i,
];

/** Fair where a question does not apply, no answer where the record has to give one. */
const NO_ANSWER = '(?:n/a|n\\.a\\.?|na|not applicable|nil|null|none given|-+|–+|—+|\\.)\\.?';
const NOT_APPLICABLE = new RegExp(`^${NO_ANSWER}$`, 'i');
const OF_ANY_LINE = new RegExp(`^\\s*(?:${BEGINNINGS}|${NO_ANSWER}\\s*$)`, 'im');

/** Whether any of many texts, one below the other, may be one of both. */
export function mayHoldPlaceholder(prose: string): boolean {
  return OF_ANY_LINE.test(prose);
}

/** What of a text stands in the place of one: the mark itself, or undefined. */
export function findPlaceholder(text: string): string | undefined {
  if (!BEGINNING.test(text)) return undefined;
  const given = text.trim().slice(0, 300);
  if (WHOLE.some((pattern) => pattern.test(given))) return given;
  for (const pattern of START) {
    const mark = pattern.exec(given)?.[0];
    if (mark !== undefined) return mark.replace(/[\s:;,.(–—-]+$/, '');
  }
  return undefined;
}

/** Whether a text only says that it does not apply. */
export function saysNotApplicable(text: string): boolean {
  return NOT_APPLICABLE.test(text.trim());
}
