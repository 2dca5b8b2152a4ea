import type { Schema } from './schema-source.ts';

/** Words of our own in the schemas: notes for people and for the explanation of errors, no constraints. */
export const ANNOTATIONS = ['x-rule', 'x-expect', 'x-aliases', 'x-shapes', 'x-subcategories'];

/** How Ajv reads our schemas, when validators are generated and when one is made at run time. */
export const AJV_OPTIONS = {
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  // JSON values only: nothing inherited counts as a property.
  ownProperties: true,
} as const;

/** Definitions without references inside, so that Ajv puts them in place and its errors keep the path of the schema. */
export function inlined(schema: Schema): Schema {
  const definitions = schema.$defs ?? {};
  const resolve = <T>(node: T): T => {
    if (Array.isArray(node)) return node.map(resolve) as T;
    if (node === null || typeof node !== 'object') return node;
    const { $ref, ...rest } = node as Schema;
    const name = typeof $ref === 'string' ? $ref.replace('#/$defs/', '') : undefined;
    const target = name === undefined ? {} : resolve(definitions[name] ?? {});
    const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, resolve(value)]));
    return { ...target, ...own } as T;
  };
  return {
    ...schema,
    $defs: Object.fromEntries(Object.entries(definitions).map(([name, node]) => [name, resolve(node)])),
  };
}
