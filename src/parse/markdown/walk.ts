import type { HtmlState } from './html-state.ts';
import type { Container } from './model.ts';
import { addBlock, type Outline } from './outline.ts';

/** State of the walk over the events of a document. */
export interface Walk extends Outline {
  readonly labels: ReadonlySet<string>;
  readonly html: HtmlState;
  /** The last line that closes an HTML table, 0 for none. */
  readonly lastTableEnd: number;
  /** Open containers; a heading in one that is not an item ends with it. */
  readonly containers: { readonly container: Container; readonly open: readonly number[] }[];
  /** The item that has been opened and has no block yet. */
  item: Container | undefined;
}

/** Adds the block of the item that is waiting for its text. */
export function addItem(
  walk: Walk,
  inline: { text: string; lead: string; isPointer?: boolean },
  endLine: number,
): void {
  const container = walk.item;
  if (container === undefined) return;
  walk.item = undefined;
  const depth = walk.containers.filter((entry) => entry.container.kind === 'item').length;
  const { line, ordered } = container;
  const pointer = inline.isPointer === true && ({ pointer: true } as const);
  addBlock(walk, { type: 'item', text: inline.text, line, endLine, depth, ordered, ...leadOf(inline), ...pointer });
}

export function leadOf({ lead }: { lead: string }): { lead?: string } {
  return lead === '' ? {} : { lead };
}
