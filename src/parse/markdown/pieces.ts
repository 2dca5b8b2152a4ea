import type { Delimiter, Span } from './emphasis.ts';
import type { Inline } from './inline.ts';
import { foldText } from './text.ts';

/** What may stand before bold text for it still to lead: a number ("1.2", "3)"), a mark, an emoji. */
const PREFIX = /^(?:[^\p{L}\p{N}]*|\s*\d{1,3}(?:\.\d{1,3}){0,5}[.)]?\s*)$/u;

/** Text of the pieces without what is deleted, and the bold text it starts with. */
export function renderPieces(pieces: readonly (string | Delimiter)[], spans: readonly Span[]): Inline {
  const deleted = depths(pieces.length, spans, 'deleted');
  const strong = depths(pieces.length, spans, 'strong');
  let text = '';
  let before = '';
  let bold = '';
  let after = '';
  for (const [index, piece] of pieces.entries()) {
    if ((deleted[index] ?? 0) > 0) continue;
    const shown = typeof piece === 'string' ? piece : piece.marker.repeat(piece.left);
    text += shown;
    if ((strong[index] ?? 0) > 0 && after.trim() === '') bold += shown;
    else if (bold.trim() === '') before += shown;
    else after += shown;
  }
  const leads = bold.trim() !== '' && before.length < 100 && PREFIX.test(before);
  const lead = leads ? foldText(bold).replace(/ ?:$/, '') : '';
  return { text: foldText(text), lead, isBold: leads && (after.trim() === '' || after.trim() === ':') };
}

/** For each piece, in how many spans of this kind it stands; the markers themselves count as inside. */
function depths(count: number, spans: readonly Span[], kind: Span['kind']): Int32Array {
  const depth = new Int32Array(count + 1);
  for (const span of spans) {
    if (span.kind !== kind) continue;
    depth[span.from] = (depth[span.from] ?? 0) + 1;
    depth[span.to] = (depth[span.to] ?? 0) - 1;
  }
  for (let index = 1; index <= count; index++) depth[index] = (depth[index] ?? 0) + (depth[index - 1] ?? 0);
  return depth;
}
