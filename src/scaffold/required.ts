import { pointerKey, pointerKeys } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { type LoadedValidator, nodesFor, type SchemaNode } from '../validate/schema.ts';

/** A value that is being written: null is what a person has still to fill in. */
export type Draft = Record<string, unknown>;

const MOST_ROUNDS = 20;

/**
 * Adds to a value what its schema requires of it, such as of the state it names, with null in every place that is left to
 * write; in the order of the schema. The schema itself is asked, until it lacks nothing: there is no list of fields here.
 */
export async function withRequired(value: Draft, { schema, explainer }: LoadedValidator): Promise<Draft> {
  const accepts = await explainer();
  const draft = structuredClone(value);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (accepts(withStandIns(draft, schema))) break;
    const missing = (accepts.errors ?? []).flatMap(({ keyword, instancePath, schemaPath, params }) =>
      keyword === 'required' && !/\/(?:anyOf|oneOf)\//.test(schemaPath)
        ? [[...pointerKeys(instancePath), String((params as { missingProperty: string }).missingProperty)]]
        : [],
    );
    if (missing.length === 0) break;
    for (const keys of missing) setAt(draft, keys, emptyFor(nodesFor(schema, keys).at(-1) ?? {}));
  }
  return inOrder(withoutEmpty(draft), schema, []) as Draft;
}

/** JSON pointers of what is left to write. */
export function blanksOf(value: unknown, pointer = ''): string[] {
  if (value === null) return [pointer];
  if (typeof value !== 'object') return [];
  return Object.entries(value as Draft).flatMap(([key, child]) => blanksOf(child, `${pointer}/${pointerKey(key)}`));
}

/** Puts a value where the keys lead unless one is there, making the mappings and lists on the way. */
export function setAt(target: Draft, keys: readonly string[], value: unknown): void {
  let node = target;
  for (const [i, key] of keys.slice(0, -1).entries()) {
    if (typeof node[key] !== 'object' || node[key] === null) node[key] = /^\d+$/.test(keys[i + 1] ?? '') ? [] : {};
    node = node[key] as Draft;
  }
  node[keys.at(-1) ?? ''] ??= value;
}

/** Mappings and lists of mappings are opened, so that what they require is asked for next. */
function emptyFor(node: SchemaNode): unknown {
  if (node.type === 'object') return {};
  return node.type === 'array' && isRecord(node.items) && node.items.type === 'object' ? [{}] : null;
}

function withStandIns(value: unknown, schema: SchemaNode, keys: readonly string[] = []): unknown {
  if (value === null) return standIn(schema, nodesFor(schema, keys).at(-1) ?? {});
  if (Array.isArray(value)) return value.map((item, i) => withStandIns(item, schema, [...keys, String(i)]));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withStandIns(child, schema, [...keys, key])]),
  );
}

/** Some value that a schema allows, so that it goes on to what else is missing. */
function standIn(root: SchemaNode, node: SchemaNode): unknown {
  if (Array.isArray(node.enum)) return node.enum[0];
  if (Array.isArray(node.anyOf) && isRecord(node.anyOf[0])) return standIn(root, { ...node.anyOf[0] });
  const [type] = [node.type].flat();
  if (type === 'array')
    return [standIn(root, nodesFor({ ...root, properties: { at: node } }, ['at', '0']).at(-1) ?? {})];
  if (type === 'object') return {};
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return node.minimum ?? 1;
  return node.format === undefined ? 'x' : '2026-01-01';
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty);
    return items.every((item) => item === null) ? null : items;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, withoutEmpty(child)]);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** With the fields in the order in which the schema has them. */
function inOrder(value: unknown, root: SchemaNode, keys: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => inOrder(item, root, [...keys, String(i)]));
  if (!isRecord(value)) return value;
  const { properties } = nodesFor(root, keys).at(-1) ?? {};
  const known = isRecord(properties) ? Object.keys(properties).filter((key) => Object.hasOwn(value, key)) : [];
  const all = new Set([...known, ...Object.keys(value)]);
  return Object.fromEntries([...all].map((key) => [key, inOrder(value[key], root, [...keys, key])]));
}
