import { isRecord } from '../text/is-record.ts';
import { nodesFor, type SchemaNode } from '../validate/schema.ts';
import { type FormField, type IssueForm, idOf, labelOf } from './form.ts';

export interface Asked {
  readonly keys: readonly string[];
  readonly isRequired: boolean;
}

export interface FormPlan {
  readonly kind: string;
  readonly schema: SchemaNode;
  readonly asked: readonly Asked[];
  /** What the organisation has to choose from, by JSON pointer: its severity levels, its AI systems. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

const NOTE =
  'What you write here becomes a record in this repository, by a pull request that somebody reads first. Leave out passwords, keys and names of the people affected.';

/** The issue form that asks for the fields of a record, in the words of its schema. */
export function buildForm({ kind, schema, asked, choices }: FormPlan): IssueForm {
  const title = String(schema.title);
  return {
    name: title,
    description: String(schema.description),
    title: `[${title}] `,
    labels: [labelOf(kind)],
    body: [
      { type: 'markdown', attributes: { value: NOTE } },
      ...asked.map(({ keys, isRequired }) => fieldOf(keys, { isRequired, schema, choices })),
    ],
  };
}

/** The start of an issue's title that says only what kind of form it is. */
export const titleStart = /^\[[^\]]{1,60}\]\s*/;

interface Surroundings {
  readonly schema: SchemaNode;
  readonly isRequired: boolean;
  readonly choices: FormPlan['choices'];
}

function fieldOf(keys: readonly string[], { isRequired, schema, choices }: Surroundings): FormField {
  const along = nodesFor(schema, keys);
  const node = along.at(-1) ?? {};
  const options = choices[`/${keys.join('/')}`] ?? optionsOf(node);
  const isList = node.type === 'array';
  const shared = { label: labelAt(keys, schema), ...describe(node, isList && options.length === 0) };
  const rest = { id: idOf(keys), validations: { required: isRequired } };
  if (options.length > 1)
    return { type: 'dropdown', ...rest, attributes: { ...shared, options, ...(isList ? { multiple: true } : {}) } };
  return { type: isList || isProse(node) ? 'textarea' : 'input', ...rest, attributes: shared };
}

/** "Impact: Description" for what stands inside of something. */
function labelAt(keys: readonly string[], schema: SchemaNode): string {
  const titles = keys.flatMap((key, i) => {
    const title = nodesFor(schema, keys.slice(0, i + 1)).at(-1)?.title;
    return /^\d+$/.test(key) || typeof title !== 'string' ? [] : [title];
  });
  return titles.join(': ');
}

function describe(node: SchemaNode, isLines: boolean): { description?: string } {
  const expected = typeof node['x-expect'] === 'string' && !isProse(node) ? `Write ${node['x-expect']}.` : '';
  const words = [String(node.description ?? ''), isLines ? 'One a line.' : '', expected].filter(Boolean);
  return words.length === 0 ? {} : { description: words.join(' ') };
}

function optionsOf({ enum: values, items, type }: SchemaNode): readonly string[] {
  if (Array.isArray(values)) return values.map(String);
  if (isRecord(items) && Array.isArray(items.enum)) return items.enum.map(String);
  return type === 'boolean' ? ['yes', 'no'] : [];
}

/** Text of any length, as opposed to a time, a person, an id. */
function isProse(node: SchemaNode): boolean {
  return node.type === 'string' && node['x-expect'] === 'some text';
}
