import type { ErrorObject } from 'ajv';
import { pointerKey, pointerKeys } from '../parse/source.ts';
import { isRecord } from '../text/is-record.ts';
import { joinNames } from '../text/list.ts';
import { describeAllowed, listValues, suggest } from '../text/suggest.ts';
import { narrow } from './narrow.ts';
import { nodesAlong, nodesFor, type SchemaNode } from './schema.ts';

/** A violation of a schema, told as a person would. */
export interface Violation {
  readonly rule: string;
  readonly pointer: string;
  readonly on: 'key' | 'value';
  readonly message: string;
  readonly help?: string;
  /** Pointers whose absence or error this violation explains: no rule speaks of them again. */
  readonly covers: readonly string[];
  /** Missing: pointers that would have made it unnecessary; if one of them is misspelt, that is the defect. */
  readonly unless?: readonly string[];
  readonly kind: 'missing' | 'unknown' | 'wrong';
  /** Keyword of the schema that was violated, where it matters. */
  readonly keyword?: string;
}

/** From this many missing properties of one mapping on, one finding names them all. */
const MANY = 5;

/** Turns Ajv's errors into violations: noise of branches not meant is dropped, one defect is told once. */
export function explainErrors(errors: readonly ErrorObject[], schema: SchemaNode, value: unknown): Violation[] {
  const violations = narrow(errors, schema).map((error) => explain(error, schema, value));
  return joinMany(dropCovered(violations));
}

function explain(error: ErrorObject, schema: SchemaNode, value: unknown): Violation {
  const along = nodesAlong(schema, error.schemaPath);
  const keys = pointerKeys(error.instancePath);
  const described = nodesFor(schema, keys);
  const rule = String(findRule(along.slice(1)) ?? findRule(described) ?? 'document-schema-valid');
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    return missing(error, { rule, along, described, value });
  }
  if (error.keyword === 'additionalProperties')
    return unknownKey(error, { rule, described: [...described, ...along.slice(-1)], value });
  const given = valueAt(value, keys);
  const expectation = expected(error, described.at(-1) ?? {});
  return {
    rule,
    pointer: error.instancePath,
    on: 'value',
    message: `Unexpected ${quote(given)}, ${expectation(given)}`,
    ...descriptionOf(described.at(-1)),
    covers: [error.instancePath],
    kind: 'wrong',
    keyword: error.keyword,
  };
}

function findRule(nodes: readonly SchemaNode[]): unknown {
  return nodes.findLast((node) => typeof node['x-rule'] === 'string')?.['x-rule'];
}

interface MissingContext {
  readonly rule: string;
  readonly along: readonly SchemaNode[];
  readonly described: readonly SchemaNode[];
  readonly value: unknown;
}

function missing(error: ErrorObject, { rule, along, described, value }: MissingContext): Violation {
  const key = String((error.params as { missingProperty: string }).missingProperty);
  const [, step] = along.flatMap(({ title }) => (typeof title === 'string' ? (REQUIRED_IN.exec(title) ?? []) : []));
  const properties = described.at(-1)?.properties;
  const property = isRecord(properties) && isRecord(properties[key]) ? properties[key] : {};
  const pointer = `${error.instancePath}/${pointerKey(key)}`;
  const name = pointerKeys(pointer)
    .filter((step) => !/^\d+$/.test(step))
    .join('.');
  const why =
    step === undefined ? '' : `, required in ${step} ${stateAt(value, pointerKeys(error.instancePath), step)}`;
  return {
    rule,
    pointer,
    on: 'key',
    message: `Missing ${name}${why}`,
    ...(typeof property.description === 'string' ? { help: `Add "${key}:". ${property.description}` } : {}),
    covers: [],
    unless: along.flatMap(alternative).map((name) => `${error.instancePath}/${pointerKey(name)}`),
    kind: 'missing',
  };
}

/** The property without which a condition asks for others: `if: { not: { required: [name] } }`. */
function alternative(node: SchemaNode): string[] {
  const condition = isRecord(node.if) && isRecord(node.if.not) ? node.if.not.required : undefined;
  return Array.isArray(condition) ? condition.map(String) : [];
}

/** Title of a condition on the state: see src/dev/generate/expand-states.ts. */
const REQUIRED_IN = /^Required in (state|status) /;

/** The state of the record around a place. */
function stateAt(value: unknown, keys: readonly string[], property: string): string {
  for (let depth = keys.length; depth >= 0; depth--) {
    const around = valueAt(value, keys.slice(0, depth));
    const state = isRecord(around) ? around[property] : undefined;
    if (typeof state === 'string') return state;
  }
  return '';
}

interface UnknownContext {
  readonly rule: string;
  readonly described: readonly SchemaNode[];
  readonly value: unknown;
}

function unknownKey(error: ErrorObject, { rule, described, value }: UnknownContext): Violation {
  const key = String((error.params as { additionalProperty: string }).additionalProperty);
  const properties = described.at(-1)?.properties;
  const allowed = isRecord(properties) ? Object.keys(properties) : [];
  const given = valueAt(value, pointerKeys(error.instancePath));
  const near =
    suggest(
      key,
      allowed.filter((name) => !isRecord(given) || !Object.hasOwn(given, name)),
    ) ?? suggest(key, allowed);
  return {
    rule,
    pointer: `${error.instancePath}/${pointerKey(key)}`,
    on: 'key',
    message: `Unexpected key ${quote(key)}${near === undefined ? '' : `; did you mean "${near}"?`}`,
    help: `Expected ${listValues(allowed)}. Own fields start with "x_".`,
    covers: [
      `${error.instancePath}/${pointerKey(key)}`,
      ...(near === undefined ? [] : [`${error.instancePath}/${near}`]),
    ],
    kind: 'unknown',
  };
}

/** Says what was expected of a value. */
function expected(error: ErrorObject, described: SchemaNode): (given: unknown) => string {
  const stated = described['x-expect'];
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'enum') {
    const allowed = (params.allowedValues as unknown[]).map(String);
    return (given) => describeAllowed(String(given), allowed);
  }
  if (typeof stated === 'string') return () => `expected ${stated}`;
  if (error.keyword === 'type') return () => `expected ${typeName(params.type)}`;
  if (error.keyword === 'const') return () => `expected ${quote(params.allowedValue)}`;
  if (error.keyword === 'minimum' || error.keyword === 'exclusiveMinimum' || error.keyword === 'maximum') {
    return () => `expected a number ${String(params.comparison)} ${String(params.limit)}`;
  }
  if (error.keyword === 'uniqueItems') return () => 'expected every item only once';
  return () => `expected what the schema allows (${error.keyword})`;
}

const TYPE_NAMES = new Map([
  ['string', 'text'],
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['null', 'nothing'],
]);

function typeName(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((name) => TYPE_NAMES.get(String(name)) ?? String(name)).join(' or ');
}

/** A value as a message shows it: short, and by its kind where it is no scalar. */
function quote(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (isRecord(value)) return 'mapping';
  if (typeof value !== 'string') return String(value);
  const line = value.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 59)}…` : line);
}

function descriptionOf(node: SchemaNode | undefined): { help?: string } {
  const { title, description } = node ?? {};
  return typeof description === 'string'
    ? { help: typeof title === 'string' ? `${title}: ${description}` : description }
    : {};
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  let node = value;
  for (const key of keys)
    node = isRecord(node) || Array.isArray(node) ? (node as Record<string, unknown>)[key] : undefined;
  return node;
}

/** A misspelt key explains the missing one; the more specific rule at one place wins over the general ones. */
function dropCovered(violations: readonly Violation[]): Violation[] {
  const covered = new Set(violations.filter((v) => v.kind === 'unknown').flatMap((v) => v.covers));
  const enums = new Set(violations.filter((v) => v.keyword === 'enum').map((v) => v.pointer));
  const best = new Map<string, Violation>();
  for (const violation of violations) {
    if (violation.kind === 'missing' && [violation.pointer, ...(violation.unless ?? [])].some((at) => covered.has(at)))
      continue;
    // A value outside the allowed ones need not be told that it has the wrong type as well.
    if (violation.kind === 'wrong' && violation.keyword === 'type' && enums.has(violation.pointer)) continue;
    const key = `${violation.kind} ${violation.pointer} ${violation.kind === 'missing' ? '' : violation.message}`;
    const rival = best.get(key);
    if (!rival || generality(violation.rule) < generality(rival.rule)) best.set(key, violation);
  }
  return [...best.values()];
}

/** The specific rule wins over required-by-state, which wins over schema-valid. */
function generality(rule: string): number {
  if (rule.endsWith('-schema-valid') || rule.endsWith('-front-matter-valid')) return 2;
  return rule.endsWith('-required-by-state') ? 1 : 0;
}

/** A mapping that lacks nearly everything is told once. Named rules (a section, a root cause) stay apart. */
function joinMany(violations: readonly Violation[]): Violation[] {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) {
    const parent = violation.pointer.slice(0, violation.pointer.lastIndexOf('/'));
    const joins = violation.kind === 'missing' && isGeneral(violation.rule);
    const key = joins ? `${violation.rule} ${parent}` : `${groups.size}`;
    groups.set(key, [...(groups.get(key) ?? []), violation]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < MANY) return group;
    const names = group.map((violation) => pointerKeys(violation.pointer).at(-1) ?? '');
    const why = first.message.includes(',') ? first.message.slice(first.message.indexOf(',')) : '';
    return [
      {
        ...first,
        message: `Missing ${joinNames(names)}${why}`,
        help: `Add ${listValues(names).replace(/^one of /, '')}.`,
      },
    ];
  });
}

/** A rule that speaks of any field; a specific one (a section, a root cause) has words of its own. */
export function isGeneral(rule: string): boolean {
  return /-(?:schema-valid|front-matter-valid|required-by-state|metadata-missing|invalid)$/.test(rule);
}
