import { scanTag } from './html-tags.ts';

/** Names that open an HTML block whatever follows them (CommonMark §4.6, condition 6). */
const BLOCK_NAMES = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
);

/** Ends of the conditions 1 to 5; blocks of 6 and 7 end at a blank line. */
const ENDS = [/(?!)/, /<\/(?:pre|script|style|textarea)>/i, /-->/, /\?>/, />/, /\]\]>/] as const;

/** Number of the condition under which this line opens an HTML block, 0 for none. */
export function htmlCondition(text: string): number {
  if (text.charAt(0) !== '<') return 0;
  const head = text.slice(0, 16);
  if (/^<(?:pre|script|style|textarea)(?:[\s>]|$)/i.test(head)) return 1;
  if (head.startsWith('<!--')) return 2;
  if (head.startsWith('<?')) return 3;
  if (/^<![A-Za-z]/.test(head)) return 4;
  if (head.startsWith('<![CDATA[')) return 5;
  const name = /^<\/?([A-Za-z][A-Za-z0-9]{0,9})(?=[\s>]|\/>|$)/.exec(head)?.[1];
  if (name !== undefined && BLOCK_NAMES.has(name.toLowerCase())) return 6;
  const end = scanTag(text, 0);
  return end > 0 && text.slice(end).trim() === '' ? 7 : 0;
}

/** Whether this line is the last of an HTML block opened under the conditions 1 to 5. */
export function endsHtml(condition: number, text: string): boolean {
  return condition < 6 && (ENDS[condition]?.test(text) ?? false);
}
