import { compile } from 'json-schema-to-typescript';
import type { Schema } from '../../validate/schema-source.ts';

/** TypeScript types of a schema. Conditions and own `x_` fields have no type. */
export async function buildTypes(name: string, schema: Schema): Promise<string> {
  const { $id, $schema, ...rest } = structuredClone(schema);
  return compile({ ...simplified(rest, schema.$defs ?? {}), title: name } as never, name, {
    additionalProperties: false,
    bannerComment: '',
    format: false,
    unreachableDefinitions: false,
  });
}

/** What a type can say of a schema node: references put in place, no conditions, no own fields, no names. */
function simplified(node: Schema, definitions: Record<string, Schema>): Schema {
  const { $ref, $defs, allOf, patternProperties, title, pattern, ...own } = node;
  const target = typeof $ref === 'string' ? definitions[$ref.replace('#/$defs/', '')] : undefined;
  const rest: Schema = target ? { ...simplified(target, definitions), ...own } : own;
  if (rest.type === 'string') delete rest.anyOf;
  if (rest.properties) rest.properties = mapValues(rest.properties, (child) => simplified(child, definitions));
  if (rest.items) rest.items = simplified(rest.items, definitions);
  if (isSchema(rest.additionalProperties))
    rest.additionalProperties = simplified(rest.additionalProperties, definitions);
  if (Array.isArray(rest.anyOf)) rest.anyOf = rest.anyOf.map((branch: Schema) => simplified(branch, definitions));
  delete rest.minItems;
  delete rest.maxItems;
  return rest;
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

const isSchema = (node: unknown): node is Schema => typeof node === 'object' && node !== null;
