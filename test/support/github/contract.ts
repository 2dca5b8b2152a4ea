import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** One request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly sent: unknown;
  readonly status: number;
  readonly received: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}
type Content = { readonly content?: { readonly 'application/json'?: { readonly schema: object } } };
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface Slice {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>>; readonly schemas: object };
}

const SLICE = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/github/openapi.json'), 'utf8')) as Slice;

/** Ids of the operations in the slice of GitHub's description. */
export const OPERATIONS = Object.values(SLICE.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
);

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
ajv.addSchema({ $id: 'github', components: SLICE.components });
const compiled = new Map<object, ValidateFunction>();

function errorsOf(schema: object, value: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"github#/components/');
    validate = ajv.compile(JSON.parse(text) as object);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

function find(method: string, path: string): Operation | undefined {
  for (const [template, methods] of Object.entries(SLICE.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const operation = methods[method.toLowerCase()];
    if (operation && pattern.test(path)) return operation;
  }
  return undefined;
}

/** What a request has that GitHub's description does not allow. */
export function requestViolations({ method, path, query, sent }: Exchange): string[] {
  const operation = find(method, path);
  if (!operation) return [`${method} ${path} is not among the operations of the slice`];
  const parameters = (operation.parameters ?? []).map((one) =>
    '$ref' in one ? (SLICE.components.parameters[one.$ref.split('/').at(-1) ?? ''] as Parameter) : one,
  );
  const wrong = [...query].flatMap(([name, text]) => {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (!parameter) return [`query ${name} is not known`];
    return errorsOf(parameter.schema, parameter.schema.type === 'integer' ? Number(text) : text).map(
      (error) => `query ${name}${error}`,
    );
  });
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const unknown =
    schema && 'properties' in schema
      ? Object.keys(sent ?? {}).filter((key) => !Object.hasOwn(schema.properties as object, key))
      : [];
  const body = schema ? errorsOf(schema, sent) : [];
  return [
    ...wrong,
    ...unknown.map((key) => `body has ${key}, which is not known`),
    ...body.map((error) => `body${error}`),
  ].map((text) => `${operation.operationId}: ${text}`);
}

/** What an answer has that GitHub's description does not allow. */
export function answerViolations({ method, path, status, received }: Exchange): string[] {
  const operation = find(method, path);
  const response = operation?.responses[String(status)];
  if (!operation || status >= 400) return [];
  if (!response) return [`${operation.operationId}: status ${status} is not known`];
  const schema = response.content?.['application/json']?.schema;
  return schema ? errorsOf(schema, received).map((error) => `${operation.operationId}: answer${error}`) : [];
}
