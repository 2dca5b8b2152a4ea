import { nodesFor, type SchemaNode } from '../validate/schema.ts';
import { type FormField, keysOf, NO_RESPONSE } from './form.ts';
import { chosenOf } from './split-answers.ts';

/** Values by path, as a record has them. What was not answered is left out. */
export function readAnswers(
  answers: ReadonlyMap<string, string>,
  fields: readonly FormField[],
  schema: SchemaNode,
): (readonly [path: string, value: unknown])[] {
  return fields.flatMap(({ id, attributes }) => {
    const answer = answers.get(id) ?? '';
    const keys = keysOf(id);
    const nodes = nodesFor(schema, keys);
    // A form may have been changed by hand: what is no field of the record is not put into it.
    if (answer === '' || answer === NO_RESPONSE || nodes.length <= keys.length) return [];
    return [[keys.join('.'), valueOf(answer, nodes.at(-1) ?? {}, attributes.options ?? [])] as const];
  });
}

function valueOf(answer: string, { type }: SchemaNode, options: readonly string[]): unknown {
  if (type === 'boolean') return answer === 'yes' || answer === 'true' ? true : answer === 'no' ? false : answer;
  if (type === 'integer' || type === 'number')
    return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(answer) ? Number(answer) : answer;
  if (type !== 'array') return answer;
  const chosen = options.length > 0 ? chosenOf(answer, options) : undefined;
  return chosen ?? linesOf(answer);
}

/** The items of a list, one a line, with or without a dash. */
function linesOf(answer: string): string[] {
  return answer
    .split('\n')
    .map((line) => line.replace(/^\s*[-*]\s+/, '').trim())
    .filter(Boolean);
}
