import { takeDefinitions } from './definitions.ts';
import type { Container, Event } from './model.ts';
import { finishLeaf, type OpenLeaf, type ParagraphLine } from './open-leaf.ts';

/** What is open while lines go by. */
export interface Scan {
  readonly events: Event[];
  readonly labels: Set<string>;
  readonly containers: Container[];
  readonly lettered: boolean;
  leaf: OpenLeaf | undefined;
}

/** Closes the open leaf and all containers from `level` on. */
export function closeTo(scan: Scan, level: number): void {
  closeLeaf(scan);
  while (scan.containers.length > level) {
    const container = scan.containers.pop();
    if (container !== undefined) scan.events.push({ kind: 'close', container });
  }
}

export function closeLeaf(scan: Scan): void {
  const { leaf } = scan;
  scan.leaf = undefined;
  if (leaf?.kind === 'paragraph') dropDefinitions(scan, leaf.lines);
  const finished = leaf === undefined ? undefined : finishLeaf(leaf);
  if (finished !== undefined) scan.events.push(finished);
}

/** Takes the link reference definitions at its start out of a paragraph. */
export function dropDefinitions(scan: Scan, lines: ParagraphLine[]): void {
  if (lines[0]?.text.charAt(0) !== '[') return;
  const text = lines.map((line) => line.text).join('\n');
  const { labels, end } = takeDefinitions(text);
  if (end === 0) return;
  for (const label of labels) scan.labels.add(label);
  const dropped = end >= text.length ? lines.length : text.slice(0, end).split('\n').length - 1;
  lines.splice(0, dropped);
}

export function markFilled(scan: Scan): void {
  const innermost = scan.containers.at(-1);
  if (innermost !== undefined) innermost.empty = false;
}
