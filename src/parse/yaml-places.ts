import { isRecord } from '../text/is-record.ts';
import type { Locate, Located } from './source.ts';
import { readPlainYaml } from './yaml-plain.ts';

/** Finds positions in plain YAML; undefined where the text is not surely that. */
export function locatePlainYaml(text: string): Locate | undefined {
  const marks: number[] = [];
  const reading = readPlainYaml(text, marks);
  if (!reading) return undefined;
  const whole = { value: { start: reading.from, end: reading.to } };
  return (index, path) => (index === 0 ? (path.length === 0 ? whole : find(reading.value, path, marks)) : undefined);
}

/** Marks stand in document order, four for each node: those of a node follow those of all before it. */
function find(root: unknown, path: readonly string[], marks: readonly number[]): Located | undefined {
  let node = root;
  let at = -1;
  for (const step of path) {
    at++;
    const children = childrenOf(node);
    const position = children.findIndex(([name]) => name === step);
    for (const [, sibling] of children.slice(0, Math.max(0, position))) at += countNodes(sibling);
    if (position < 0) return undefined;
    node = children[position]?.[1];
  }
  return located(marks.slice(at * 4, at * 4 + 4));
}

function childrenOf(node: unknown): (readonly [string, unknown])[] {
  return Array.isArray(node) || isRecord(node) ? Object.entries(node) : [];
}

function countNodes(node: unknown): number {
  return childrenOf(node).reduce((count, [, child]) => count + countNodes(child), 1);
}

function located([keyStart = -1, keyEnd = -1, start = -1, end = -1]: readonly number[]): Located {
  const key = { start: keyStart, end: keyEnd };
  const value = start < 0 || start === end ? key : { start, end };
  return keyStart < 0 ? { value } : { key, value };
}
