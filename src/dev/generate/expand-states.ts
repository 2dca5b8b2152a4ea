import type { Schema } from '../../validate/schema-source.ts';

interface Requirement {
  readonly path: readonly string[];
  readonly property: string;
  readonly unless?: string;
}

interface States {
  readonly property: string;
  readonly order: readonly (readonly string[])[];
}

/** In place of a state: required whatever the state. */
const ALWAYS = 'always';

/**
 * Turns `x-required-from` into JSON Schema `if`/`then` on the state, so that editors show it too: one entry of `allOf`
 * per set of states and rule. Of several states named for one property, each counts until the next one begins.
 */
export function expandStates(schema: Schema): Schema {
  const { 'x-states': declared, 'x-required-rule': defaultRule, ...rest } = schema;
  const states = declared as States;
  const groups = new Map<string, { states: readonly string[]; rule: string; requirements: Requirement[] }>();
  const add = (requirement: Requirement, from: string, until: string | undefined, named: string) => {
    const rule = named === 'required-by-state' ? String(defaultRule) : named;
    const range = statesFrom(states, from, until);
    const key = `${range.join()} ${rule}`;
    const group = groups.get(key) ?? { states: range, rule, requirements: [] };
    group.requirements.push(requirement);
    groups.set(key, group);
  };
  const stripped = strip(rest, [], (requirement, from) => {
    const stages = typeof from === 'string' ? [[from, 'required-by-state'] as const] : Object.entries(from);
    stages.forEach(([state, rule], i) => add(requirement, state, stages[i + 1]?.[0], rule));
  });
  const conditions = [...groups.values()].map((group) => {
    const demand = group.requirements.reduce(require, {});
    if (group.states.includes(ALWAYS)) return { 'x-rule': group.rule, ...demand };
    return {
      title: `Required in ${states.property} ${group.states.join(', ')}`,
      'x-rule': group.rule,
      if: { required: [states.property], properties: { [states.property]: { enum: group.states } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: demand,
    };
  });
  return { ...stripped, allOf: [...(stripped.allOf ?? []), ...conditions] };
}

function statesFrom({ order }: States, from: string, until: string | undefined): string[] {
  const start = order.findIndex((states) => states.includes(from));
  if (start < 0) return [from];
  const end = until === undefined ? order.length : order.findIndex((states) => states.includes(until));
  return order.slice(start, end).flat();
}

/** Removes the keywords this module expands, telling each requirement on the way; does not look into array items. */
function strip(
  schema: Schema,
  path: readonly string[],
  tell: (r: Requirement, from: string | Record<string, string>) => void,
): Schema {
  if (!schema.properties) return schema;
  const properties: Record<string, Schema> = {};
  for (const [property, source] of Object.entries(schema.properties)) {
    const { 'x-required-from': from, 'x-unless': unless, ...rest } = source;
    if (from !== undefined) {
      const requirement = { path, property, ...(typeof unless === 'string' ? { unless } : {}) };
      tell(requirement, from as string | Record<string, string>);
    }
    properties[property] = strip(rest as Schema, [...path, property], tell);
  }
  return { ...schema, properties };
}

function require(schema: Schema, { path, property, unless }: Requirement): Schema {
  const [head, ...tail] = path;
  if (head !== undefined) {
    const child = schema.properties?.[head] ?? {};
    return {
      ...schema,
      properties: {
        ...schema.properties,
        [head]: require(child, { path: tail, property, ...(unless ? { unless } : {}) }),
      },
    };
  }
  if (unless === undefined) return { ...schema, required: [...(schema.required ?? []), property] };
  const condition: Schema = {
    if: { not: { required: [unless] } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: [property] },
  };
  return { ...schema, allOf: [...(schema.allOf ?? []), condition] };
}
