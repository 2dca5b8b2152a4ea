import type { Level } from './levels.ts';

const NUMBERED =
  /\b(?:sev(?:erity)?|priority|level|tier|class|category|grade|rank|stufe|niveau|nivel|livello|p|s|l)[\s-]?([0-5])\b/gi;
/** What a name qualifies: "high-severity incidents", "critical or major events". */
const NOUN =
  /^(?:severity|priority|level|rated|rating|incident|event|issue|finding|nonconformit|breach|case|tier|class)/i;
const CONNECTOR = /^(?:[\s/,&–-]|and\b|or\b|to\b|und\b|et\b|y\b|e\b){1,12}/i;
const END = /^\s{0,2}(?:$|[.;:)(–])/;
const FOR = /\bfor\s$/i;
const MAX_TEXT = 2000;

/**
 * Levels of the document's own scale that a text names, by their id, in the order of the text. In running text a name
 * such as "high" counts only where it qualifies an incident or a severity; a label or cell (`alone`) may be the name.
 */
export function severitiesIn(text: string, levels: readonly Level[], alone = false): string[] {
  if (text.length > MAX_TEXT) return [];
  const found: { id: string; at: number }[] = [];
  for (const match of text.matchAll(NUMBERED)) {
    const level = levels.find(({ id }) => sameNumbered(id, match[0]));
    if (level) found.push({ id: level.id, at: match.index });
  }
  const names = levels.filter(({ id }) => !/\d/.test(id)).map(({ id }) => id);
  for (const id of names) {
    const at = indexOfWord(text, id);
    if (at < 0) continue;
    const rest = text.slice(at + id.length);
    const isNamed = alone ? text.trim().length <= id.length + 40 && at < 20 : qualifies(rest, names);
    if (isNamed || (!alone && FOR.test(text.slice(0, at)) && rest.startsWith(','))) found.push({ id, at });
  }
  const ids = found.sort((a, b) => a.at - b.at).map(({ id }) => id);
  return [...new Set(ids)];
}

/** After a name: what it qualifies, maybe after further names of the scale. */
function qualifies(after: string, names: readonly string[]): boolean {
  let rest = after;
  for (let i = 0; i <= names.length; i++) {
    if (END.test(rest)) return true;
    rest = rest.replace(CONNECTOR, '');
    if (NOUN.test(rest)) return true;
    const lower = rest.toLowerCase();
    const next = names.find((name) => lower.startsWith(name.toLowerCase()));
    if (next === undefined) return false;
    rest = rest.slice(next.length);
  }
  return false;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, '');

function sameNumbered(id: string, written: string): boolean {
  const a = plain(id).replace('severity', 'sev');
  const b = plain(written).replace('severity', 'sev');
  return a === b;
}

function indexOfWord(text: string, word: string): number {
  const lower = text.toLowerCase();
  const wanted = word.toLowerCase();
  const at = lower.indexOf(wanted);
  const isWhole = at >= 0 && !/\w/.test(lower[at - 1] ?? ' ') && !/\w/.test(lower[at + wanted.length] ?? ' ');
  return isWhole ? at : -1;
}
