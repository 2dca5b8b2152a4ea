import type { ErrorObject } from 'ajv';
import { nodesAlong, type SchemaNode } from './schema.ts';

/**
 * Drops what says nothing to a person: the `if` that failed with its `then`, and of an `anyOf` every branch but the one
 * meant. Meant is the branch that already fits the type of the value; where none does, the `anyOf` itself speaks.
 */
export function narrow(errors: readonly ErrorObject[], schema: SchemaNode): ErrorObject[] {
  const kept = errors.filter((error) => error.keyword !== 'if');
  const choices = kept.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  return choices.reduce<ErrorObject[]>((rest, choice) => narrowChoice(rest, choice, schema), kept);
}

function narrowChoice(errors: readonly ErrorObject[], choice: ErrorObject, schema: SchemaNode): ErrorObject[] {
  const isInside = (error: ErrorObject) =>
    error !== choice &&
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    within(error.instancePath, choice.instancePath);
  const inside = errors.filter(isInside);
  const others = errors.filter((error) => error !== choice && !isInside(error));
  const branches = groupBranches(inside, choice);
  const stated = nodesAlong(schema, choice.schemaPath).findLast((node) => typeof node['x-expect'] === 'string');
  const meant = [...branches.values()].find((branch) =>
    branch.every((error) => error.instancePath !== choice.instancePath || isAboutContent(error)),
  );
  if (meant && (!stated || meant.some((error) => isAboutContent(error)))) return [...others, ...meant];
  return [...others, choice];
}

function groupBranches(errors: readonly ErrorObject[], choice: ErrorObject): Map<string, ErrorObject[]> {
  const branches = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const branch = error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? '';
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  return branches;
}

/** The value has the branch's type and something in it is wrong. */
function isAboutContent({ keyword }: ErrorObject): boolean {
  return keyword === 'required' || keyword === 'additionalProperties';
}

function within(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}
