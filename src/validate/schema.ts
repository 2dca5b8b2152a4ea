import type { ErrorObject } from 'ajv';
import { isRecord } from '../text/is-record.ts';

/** A JSON Schema node as the explanation of errors reads it. */
export type SchemaNode = Record<string, unknown>;

/** A generated validator: Ajv standalone code. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

export interface LoadedValidator {
  readonly schema: SchemaNode;
  /** Whether the schema allows a value. */
  readonly accepts: (value: unknown) => boolean;
  /** Tells why it does not: large, and needed only then. */
  readonly explainer: () => Promise<Validator>;
}

/** Follows a JSON pointer in a schema (`#/allOf/3/then`); every node on the way, outermost first. */
export function nodesAlong(schema: SchemaNode, schemaPath: string): SchemaNode[] {
  const nodes: SchemaNode[] = [schema];
  let node: unknown = schema;
  for (const step of schemaPath.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    node = isRecord(node) || Array.isArray(node) ? (node as SchemaNode)[key] : undefined;
    if (isRecord(node)) nodes.push(node);
  }
  return nodes;
}

/** The schema nodes that describe a place in a value, outermost first. */
export function nodesFor(schema: SchemaNode, keys: readonly string[]): SchemaNode[] {
  const nodes: SchemaNode[] = [schema];
  let node = schema;
  for (const key of keys) {
    const properties = isRecord(node.properties) ? node.properties : {};
    const next = Object.hasOwn(properties, key) ? properties[key] : node.items;
    if (!isRecord(next)) break;
    node = resolve(schema, next);
    nodes.push(node);
  }
  return nodes;
}

function resolve(root: SchemaNode, node: SchemaNode): SchemaNode {
  if (typeof node.$ref !== 'string') return node;
  const target = nodesAlong(root, node.$ref).at(-1) ?? {};
  const { $ref, ...siblings } = node;
  return { ...resolve(root, target), ...siblings };
}
