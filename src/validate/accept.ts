import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../text/is-record.ts';
import { formats } from './formats.ts';
import { nodesAlong, type SchemaNode } from './schema.ts';

/** Whether a value is what a schema allows, and no more: who wants to know why not asks the generated validator. */
export type Test = (value: unknown) => boolean;

interface Compiler {
  readonly root: SchemaNode;
  readonly definitions: Map<string, Test>;
}

/**
 * A schema as one function, for the many values that are right. It does what Ajv does with the keywords our schemas use,
 * which a test holds; nothing is built but closures, so it is ready as soon as the schema is read.
 * @throws Error for a keyword it does not know.
 */
export function compileTest(schema: SchemaNode): Test {
  return compile(schema, { root: schema, definitions: new Map() });
}

type Keyword = (argument: unknown, schema: SchemaNode, compiler: Compiler) => Test | undefined;

const silent = (): undefined => undefined;
/** Looked at by another keyword, or no constraint. */
const SILENT = [
  ...['$schema', '$id', '$defs', 'title', 'description', 'default', 'then', 'else'],
  ...['properties', 'required', 'patternProperties', 'additionalProperties'],
];

const KEYWORDS = new Map<string, Keyword>([
  ...SILENT.map((name) => [name, silent] as const),
  ['$ref', (name, _, compiler) => reference(String(name), compiler)],
  ['type', (names) => typeTest(toList(names).map(String))],
  ['enum', (values) => enumTest(toList(values))],
  ['const', (value) => (given) => isDeepStrictEqual(given, value)],
  ['allOf', (schemas, _, compiler) => every(compileAll(schemas, compiler))],
  ['anyOf', (schemas, _, compiler) => some(compileAll(schemas, compiler))],
  ['not', (schema, _, compiler) => not(compile(schema as SchemaNode, compiler))],
  ['if', conditional],
  ['format', (name) => formatTest(String(name))],
  ['pattern', (source) => patternTest(String(source))],
  ['minLength', (least) => lengthTest(Number(least), Number.POSITIVE_INFINITY)],
  ['maxLength', (most) => lengthTest(0, Number(most))],
  ['minimum', (least) => (value) => typeof value !== 'number' || value >= Number(least)],
  ['exclusiveMinimum', (least) => (value) => typeof value !== 'number' || value > Number(least)],
  ['maximum', (most) => (value) => typeof value !== 'number' || value <= Number(most)],
  ['items', (schema, _, compiler) => itemsTest(compile(schema as SchemaNode, compiler))],
  ['minItems', (least) => (value) => !Array.isArray(value) || value.length >= Number(least)],
  ['maxItems', (most) => (value) => !Array.isArray(value) || value.length <= Number(most)],
  ['uniqueItems', (isAsked) => (isAsked === true ? hasNoEqualItems : undefined)],
  ['minProperties', (least) => (value) => !isRecord(value) || Object.keys(value).length >= Number(least)],
]);

function compile(schema: SchemaNode, compiler: Compiler): Test {
  const tests: Test[] = [];
  for (const [name, argument] of Object.entries(schema)) {
    if (name.startsWith('x-')) continue;
    const keyword = KEYWORDS.get(name);
    if (!keyword) throw new Error(`unknown keyword "${name}" in a schema`);
    const test = keyword(argument, schema, compiler);
    if (test) tests.push(test);
  }
  const ofObject = objectTest(schema, compiler);
  return every(ofObject ? [...tests, ofObject] : tests);
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
const compileAll = (schemas: unknown, compiler: Compiler): Test[] =>
  toList(schemas).map((schema) => compile(schema as SchemaNode, compiler));

function every(tests: readonly Test[]): Test {
  const [first, second, ...others] = tests;
  if (!first) return () => true;
  if (!second) return first;
  if (others.length === 0) return (value) => first(value) && second(value);
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

const some =
  (tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

/** Each definition once, when it is first met in a value: they may refer to one another. */
function reference(name: string, { root, definitions }: Compiler): Test {
  let test: Test | undefined;
  return (value) => {
    test ??= definitions.get(name) ?? compile(nodesAlong(root, name).at(-1) ?? {}, { root, definitions });
    definitions.set(name, test);
    return test(value);
  };
}

function conditional(condition: unknown, schema: SchemaNode, compiler: Compiler): Test {
  const isMet = compile(condition as SchemaNode, compiler);
  const [yes, no] = [schema.then, schema.else].map((branch) => compile((branch ?? {}) as SchemaNode, compiler));
  return (value) => ((isMet(value) ? yes : no) as Test)(value);
}

const TYPES = new Map<string, Test>([
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => Number.isFinite(value)],
  ['integer', (value) => Number.isInteger(value)],
  ['boolean', (value) => typeof value === 'boolean'],
  ['null', (value) => value === null],
  ['array', (value) => Array.isArray(value)],
  ['object', isRecord],
]);

function typeTest(names: readonly string[]): Test {
  const tests = names.map((name) => TYPES.get(name) ?? (() => false));
  return tests.length === 1 ? every(tests) : some(tests);
}

function enumTest(values: readonly unknown[]): Test {
  const allowed = new Set(values);
  return (value) => allowed.has(value);
}

function formatTest(name: string): Test {
  const format = formats[name];
  if (!format) throw new Error(`unknown format "${name}" in a schema`);
  return (value) => typeof value !== 'string' || format(value);
}

function patternTest(source: string): Test {
  const pattern = new RegExp(source, 'u');
  return (value) => typeof value !== 'string' || pattern.test(value);
}

/** Lengths count code points; a code point takes one or two characters. */
function lengthTest(least: number, most: number): Test {
  return (value) => {
    if (typeof value !== 'string' || (value.length >= least * 2 && value.length <= most)) return true;
    const { length } = [...value];
    return length >= least && length <= most;
  };
}

function itemsTest(test: Test): Test {
  return (value) => {
    if (!Array.isArray(value)) return true;
    for (const item of value) if (!test(item)) return false;
    return true;
  };
}

const hasNoEqualItems: Test = (value) =>
  !Array.isArray(value) ||
  value.every((item, i) => !value.slice(0, i).some((before) => isDeepStrictEqual(before, item)));

/** The keywords that look at properties, in one pass over them. */
function objectTest(schema: SchemaNode, compiler: Compiler): Test | undefined {
  const required = toList(schema.required ?? []).map(String);
  const tests = Object.entries((schema.properties ?? {}) as SchemaNode).map(
    ([name, property]) => [name, compile(property as SchemaNode, compiler)] as const,
  );
  const others = otherKeys(schema, compiler);
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
function otherKeys(schema: SchemaNode, compiler: Compiler): ((key: string, value: unknown) => boolean) | undefined {
  const patterns = Object.entries((schema.patternProperties ?? {}) as SchemaNode).map(([source, property]) => ({
    pattern: new RegExp(source, 'u'),
    test: compile(property as SchemaNode, compiler),
  }));
  const names = Object.keys(schema.properties ?? {});
  if (patterns.some(({ pattern }) => names.some((name) => pattern.test(name)))) {
    throw new Error('a pattern of property names that matches a named one');
  }
  const { additionalProperties } = schema;
  if (patterns.length === 0 && additionalProperties === undefined) return undefined;
  const rest = isRecord(additionalProperties)
    ? compile(additionalProperties, compiler)
    : () => additionalProperties !== false;
  return (key, value) => {
    const own = patterns.filter(({ pattern }) => pattern.test(key));
    return own.length === 0 ? rest(value) : own.every(({ test }) => test(value));
  };
}
