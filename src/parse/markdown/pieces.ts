import type { Delimiter, Span } from './emphasis.ts';
import type { Inline } from './model.ts';
import { foldText } from './text.ts';

/** What may stand before bold text for it still to lead: a number ("1.2", "3)"), a mark, an emoji. */
const PREFIX = /^(?:[^\p{L}\p{N}]*|\s*\d{1,3}(?:\.\d{1,3}){0,5}[.)]?\s*)$/u;

/** Text of the pieces without what is deleted, and the bold text it starts with. */
export function renderPieces(pieces: readonly (string | Delimiter)[], spans: readonly Span[]): Inline {
  const deleted = depths(pieces.length, spans, 'deleted');
  const strong = depths(pieces.length, spans, 'strong');
  const parts: string[] = [];
  const bold = { before: '', text: '', after: '', isOver: false };
  for (const [index, piece] of pieces.entries()) {
    if ((deleted[index] ?? 0) > 0) continue;
    const shown = typeof piece === 'string' ? piece : piece.marker.repeat(piece.left);
    if (shown === '') continue;
    parts.push(shown);
    if (!bold.isOver) addLead(bold, shown, (strong[index] ?? 0) > 0);
  }
  const leads = bold.text !== '' && bold.before.length < 100 && PREFIX.test(bold.before);
  const lead = leads ? foldText(bold.text).replace(/ ?:$/, '') : '';
  return { text: foldText(parts.join('')), lead, isBold: leads && !bold.isOver };
}

/** Follows the bold text at the start; over is it once other text follows than white space and one colon. */
function addLead(
  bold: { before: string; text: string; after: string; isOver: boolean },
  shown: string,
  isStrong: boolean,
): void {
  const isBlank = shown.trim() === '';
  if (bold.text === '' && !isStrong) {
    bold.before += shown;
    bold.isOver = bold.before.length > 100;
  } else if (isStrong && bold.after === '') bold.text += shown;
  else if (!isBlank) {
    bold.isOver = bold.after !== '' || shown.trim() !== ':';
    bold.after = ':';
  }
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
