import type { Block } from '../../types.ts';

/** Blocks so far, and under which headings the next one stands. */
export interface Outline {
  readonly blocks: Block[];
  /** Indices of the open headings, each deeper than the one before. */
  open: readonly number[];
}

export type NewBlock = Omit<Block, 'heading'>;

export function addBlock(outline: Outline, block: NewBlock): void {
  outline.blocks.push({ ...block, heading: outline.open.at(-1) ?? -1 });
}

/** Adds a heading and opens it: deeper headings end, and those of its own depth. */
export function addHeading(outline: Outline, heading: Omit<NewBlock, 'type'>): void {
  outline.open = outline.open.filter((index) => (outline.blocks[index]?.depth ?? 0) < heading.depth);
  addBlock(outline, { type: 'heading', ...heading });
  outline.open = [...outline.open, outline.blocks.length - 1];
}

/** Depth of a heading that is only a bold line: one below the real heading it stands under, beside its own kind. */
export function boldDepth(outline: Outline): number {
  const above = outline.open.findLast((index) => outline.blocks[index]?.style !== 'bold');
  return Math.min(6, (above === undefined ? 0 : (outline.blocks[above]?.depth ?? 0)) + 1);
}
