import type { Level } from './levels.ts';

const NUMBERED =
  /\b(?:sev(?:erity)?|priority|level|tier|class|category|grade|rank|stufe|niveau|nivel|livello|p|s|l)[\s-]?([0-5])\b/gi;
const AFTER_NAME =
  /^(?:[\s/,]|and|or|&|severity|priority|level|rated|to|-){0,12}\s{0,2}(?:incident|severity|priority|level|event|issue|finding|nonconformit|breach|case|high|medium|critical|low|$|[.;:)(–])/i;

/**
 * Levels of the document's own scale that a text names, by their id, in the order of the text. In running text a name
 * such as "high" counts only where it qualifies an incident or a severity; a label or cell (`alone`) may be the name.
 */
export function severitiesIn(text: string, levels: readonly Level[], alone = false): string[] {
  if (text.length > 2000) return [];
  const found: { id: string; at: number }[] = [];
  for (const match of text.matchAll(NUMBERED)) {
    const level = levels.find(({ id }) => sameNumbered(id, match[0]));
    if (level) found.push({ id: level.id, at: match.index });
  }
  for (const { id } of levels) {
    const at = /\d/.test(id) ? -1 : indexOfWord(text, id);
    if (at < 0) continue;
    const rest = text.slice(at + id.length);
    if (alone ? text.trim().length <= id.length + 40 && at < 20 : AFTER_NAME.test(rest)) found.push({ id, at });
  }
  const ids = found.sort((a, b) => a.at - b.at).map(({ id }) => id);
  return [...new Set(ids)];
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
