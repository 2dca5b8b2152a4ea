import type { Block } from '../types.ts';

/** Letters and digits that are enough to find where a sentence begins. */
const KEY_LENGTH = 24;
/** How far ahead a sentence is looked for: addresses and markup may stand between. */
const REACH = 800;

/**
 * Tells the line on which each sentence of a block begins; sentences are asked for in their order. A block knows only
 * its first line, for its text is without markup: the sentence is looked for in the letters and digits of the source.
 */
export function lineFinder({ line, endLine }: Block, source: readonly string[] | undefined): (text: string) => number {
  if (source === undefined || endLine <= line) return () => line;
  const lines = source.slice(line - 1, endLine).map(bare);
  const starts = startsOf(lines);
  const all = lines.join('');
  let from = 0;
  return (text) => {
    const key = bare(text.slice(0, 4 * KEY_LENGTH)).slice(0, KEY_LENGTH);
    const found = all.slice(from, from + REACH).indexOf(key);
    const at = found < 0 ? from : from + found;
    if (found >= 0) from = at + key.length;
    return line + lastNotAfter(starts, at);
  };
}

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

function startsOf(lines: readonly string[]): number[] {
  let sum = 0;
  return lines.map((text) => {
    const start = sum;
    sum += text.length;
    return start;
  });
}

/** Index of the last start that is not after a position. */
function lastNotAfter(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
