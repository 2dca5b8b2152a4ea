import { REGIMES } from '../clocks/regimes.ts';
import { isRecord } from '../text/is-record.ts';
import { isEuropean } from './jurisdictions.ts';
import { type Answers, type Steps, stepsOf, valueAt } from './path.ts';

/** What a profile's schema says of one value: the part of JSON Schema that profiles use. */
export interface ValueSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly 'x-expect'?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly additionalProperties?: ValueSchema | boolean;
  readonly items?: ValueSchema;
  readonly anyOf?: readonly ValueSchema[];
  readonly $defs?: Readonly<Record<string, ValueSchema>>;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How an answer is given, and what it has to be. */
export type Kind =
  | { readonly is: 'text' | 'number' | 'list'; readonly hint: string }
  | { readonly is: 'choice' | 'choices'; readonly hint: string; readonly of: readonly Choice[] };

/** The schema of the value at a place, references followed. */
export function schemaAt(root: ValueSchema, steps: Steps): ValueSchema {
  return steps.reduce<ValueSchema>((at, step) => {
    const node = follow(root, at);
    if (typeof step === 'number') return follow(root, node.items ?? {});
    const other = isRecord(node.additionalProperties) ? (node.additionalProperties as ValueSchema) : {};
    // What may differ by level is a time for all, or a mapping of times.
    const byLevel = node.anyOf?.map((one) => follow(root, one).additionalProperties).find(isRecord);
    return follow(root, node.properties?.[step] ?? (byLevel as ValueSchema | undefined) ?? other);
  }, root);
}

function follow(root: ValueSchema, node: ValueSchema): ValueSchema {
  const [, name] = /^#\/\$defs\/(\w+)$/.exec(node.$ref ?? '') ?? [];
  return name === undefined ? node : { ...root.$defs?.[name], ...node };
}

/** How the question at a place is asked, with the answers so far. */
export function kindAt(root: ValueSchema, path: string, answers: Answers): Kind {
  const schema = schemaAt(root, stepsOf(path));
  const hint = schema.description ?? schema['x-expect'] ?? '';
  if (/^responsibilities\.|^aims\.objectives\[\d+\]\.owner$/.test(path))
    return { is: 'choice', hint, of: rolesIn(answers) };
  if (/^escalation\..+\.tell$/.test(path)) return { is: 'choices', hint, of: rolesIn(answers) };
  if (path === 'regimes[0].id') return { is: 'choices', hint, of: regimesFor(answers) };
  if (schema.enum) return { is: 'choice', hint, of: schema.enum.map((value) => ({ value, label: value })) };
  const { items } = schema;
  if (items?.enum) return { is: 'choices', hint, of: items.enum.map((value) => ({ value, label: value })) };
  if (schema.type === 'array') return { is: 'list', hint };
  return { is: schema.type === 'number' || schema.type === 'integer' ? 'number' : 'text', hint };
}

function rolesIn({ roles }: Answers): Choice[] {
  return (Array.isArray(roles) ? roles : []).flatMap((role: unknown) => {
    const [id, title] = isRecord(role) ? [role.id, role.title] : [];
    return typeof id === 'string' ? [{ value: id, label: typeof title === 'string' ? title : id }] : [];
  });
}

/** The regimes of the countries in which the organisation operates; the first row stands for those that follow it. */
function regimesFor(answers: Answers): Choice[] {
  const countries = valueAt(answers, ['jurisdictions']);
  const codes = (Array.isArray(countries) ? countries : []).map((code) => String(code).slice(0, 2).toLowerCase());
  const places = new Set([...codes, ...(codes.some(isEuropean) ? ['eu'] : [])]);
  const rows = REGIMES.filter(({ id }) => places.has(id.slice(0, 2)) && /^\w{2}-/.test(id));
  const first = rows.filter(
    (row, i) => row.group === undefined || rows.findIndex(({ group }) => group === row.group) === i,
  );
  return first.map(({ id, instrument, trigger }) => ({ value: id, label: `${id}: ${instrument}. ${trigger}` }));
}

/** The value that a text means at a place, or what is wrong with the text. */
export function readAnswer(
  root: ValueSchema,
  path: string,
  text: string,
): { readonly value: unknown } | { readonly problem: string } {
  const schema = schemaAt(root, stepsOf(path));
  const clean = text.trim();
  if (schema.type === 'array')
    return {
      value: clean
        .split(clean.includes(';') ? ';' : ',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    };
  if (schema.type !== 'number' && schema.type !== 'integer') return ofPattern(schema, clean);
  const number = Number(clean);
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
  const isRight = number >= minimum && number > exclusiveMinimum && number <= maximum;
  if (clean === '' || !isRight || (schema.type === 'integer' && !Number.isInteger(number)))
    return { problem: `Expected a number${boundsOf(schema)}.` };
  return { value: number };
}

function ofPattern(schema: ValueSchema, text: string): { value: string } | { problem: string } {
  const branch = schema.pattern === undefined ? schema.anyOf?.find(({ pattern }) => pattern !== undefined) : schema;
  if (branch?.pattern !== undefined && !new RegExp(branch.pattern, 'u').test(text))
    return { problem: `Expected ${branch['x-expect'] ?? schema['x-expect'] ?? 'another text'}.` };
  return { value: text };
}

function boundsOf({ minimum, exclusiveMinimum, maximum }: ValueSchema): string {
  const from = minimum ?? exclusiveMinimum;
  return `${from === undefined ? '' : ` from ${from}`}${maximum === undefined ? '' : ` to ${maximum}`}`;
}
