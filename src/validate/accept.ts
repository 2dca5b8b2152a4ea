import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../text/is-record.ts';
import { objectTest, type Test } from './accept-object.ts';
import { formats } from './formats.ts';
import { nodesAlong, type SchemaNode } from './schema.ts';

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
const SILENT =
  '$schema $id $defs title description default then else properties required patternProperties additionalProperties'.split(
    ' ',
  );

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
  const plain = plainTextTest(schema);
  if (plain) return plain;
  const tests: Test[] = [];
  for (const [name, argument] of Object.entries(schema)) {
    if (name.startsWith('x-')) continue;
    const keyword = KEYWORDS.get(name);
    if (!keyword) throw new Error(`unknown keyword "${name}" in a schema`);
    const test = keyword(argument, schema, compiler);
    if (test) tests.push(test);
  }
  const ofObject = objectTest(schema, (property) => compile(property, compiler));
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

/** Most fields are texts that are not empty: one function tells that. */
function plainTextTest({ type, minLength, title, description, ...others }: SchemaNode): Test | undefined {
  const isPlain = type === 'string' && minLength === 1 && Object.keys(others).every((name) => name.startsWith('x-'));
  return isPlain ? (value) => typeof value === 'string' && value !== '' : undefined;
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
