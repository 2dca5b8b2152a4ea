import { isRecord } from '../text/is-record.ts';
import type { SchemaNode } from './schema.ts';

/** Whether a value is what a schema allows, and no more: who wants to know why not asks the generated validator. */
export type Test = (value: unknown) => boolean;

type Compile = (schema: SchemaNode) => Test;

/** The keywords that look at properties, in one pass over them. */
export function objectTest(schema: SchemaNode, compile: Compile): Test | undefined {
  const required = [schema.required ?? []].flat().map(String);
  const tests = Object.entries((schema.properties ?? {}) as SchemaNode).map(
    ([name, property]) => [name, compile(property as SchemaNode)] as const,
  );
  const others = otherKeys(schema, compile);
  if (required.length + tests.length === 0 && !others) return undefined;
  const ofKnown = others ? keysTest(new Map(tests), others) : knownTest(tests);
  return (value) => {
    if (!isRecord(value)) return true;
    for (const name of required) if (value[name] === undefined) return false;
    return ofKnown(value);
  };
}

type ObjectTest = (value: Readonly<Record<string, unknown>>) => boolean;

/** For a schema that names few properties and lets others be. */
function knownTest(tests: readonly (readonly [string, Test])[]): ObjectTest {
  return (value) => {
    for (const [name, test] of tests) {
      const property = value[name];
      if (property !== undefined && !test(property)) return false;
    }
    return true;
  };
}

/** For a schema that speaks of every key. */
function keysTest(tests: ReadonlyMap<string, Test>, others: (key: string, value: unknown) => boolean): ObjectTest {
  return (value) => {
    for (const key in value) {
      const test = tests.get(key);
      if (test ? !test(value[key]) : !others(key, value[key])) return false;
    }
    return true;
  };
}

/** What is allowed under keys that are not named; undefined where anything is. */
function otherKeys(schema: SchemaNode, compile: Compile): ((key: string, value: unknown) => boolean) | undefined {
  const patterns = Object.entries((schema.patternProperties ?? {}) as SchemaNode).map(([source, property]) => ({
    pattern: new RegExp(source, 'u'),
    test: compile(property as SchemaNode),
  }));
  const names = Object.keys(schema.properties ?? {});
  if (patterns.some(({ pattern }) => names.some((name) => pattern.test(name)))) {
    throw new Error('a pattern of property names that matches a named one');
  }
  const { additionalProperties } = schema;
  if (patterns.length === 0 && additionalProperties === undefined) return undefined;
  const rest = isRecord(additionalProperties) ? compile(additionalProperties) : () => additionalProperties !== false;
  return (key, value) => {
    const own = patterns.filter(({ pattern }) => pattern.test(key));
    return own.length === 0 ? rest(value) : own.every(({ test }) => test(value));
  };
}
