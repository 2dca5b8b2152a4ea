import { isRecord } from '../text/is-record.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';

/** A part of a schema with all its fields, each left to write: what a record may say there. */
export function opened(root: SchemaNode, keys: readonly string[]): unknown {
  const { properties, items } = nodesFor(root, keys).at(-1) ?? {};
  if (isRecord(properties))
    return Object.fromEntries(Object.keys(properties).map((key) => [key, opened(root, [...keys, key])]));
  return isRecord(items) && isRecord(items.properties) ? [opened(root, [...keys, '0'])] : null;
}
