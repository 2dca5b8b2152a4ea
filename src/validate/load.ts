import { compileTest } from './accept.ts';
import type { LoadedValidator, SchemaNode, Validator } from './schema.ts';

interface Source {
  readonly code: () => Promise<{ default: unknown }>;
  readonly schema: () => Promise<{ default: unknown }>;
}

/** Each schema is imported when the first document of its kind comes; the code that explains only with the first fault. */
const SOURCES = {
  incident: {
    code: () => import('../generated/validate/incident.ts'),
    schema: () => import('../../schemas/incident.schema.json', { with: { type: 'json' } }),
  },
  capa: {
    code: () => import('../generated/validate/capa.ts'),
    schema: () => import('../../schemas/capa.schema.json', { with: { type: 'json' } }),
  },
  runbook: {
    code: () => import('../generated/validate/runbook.ts'),
    schema: () => import('../../schemas/runbook.schema.json', { with: { type: 'json' } }),
  },
  waiver: {
    code: () => import('../generated/validate/waiver.ts'),
    schema: () => import('../../schemas/waiver.schema.json', { with: { type: 'json' } }),
  },
  profile: {
    code: () => import('../generated/validate/profile.ts'),
    schema: () => import('../../schemas/profile.schema.json', { with: { type: 'json' } }),
  },
  config: {
    code: () => import('../generated/validate/config.ts'),
    schema: () => import('../../schemas/config.schema.json', { with: { type: 'json' } }),
  },
} satisfies Record<string, Source>;

export type Validated = keyof typeof SOURCES;

const opened = new Map<Source, LoadedValidator>();

/** The validator of a kind of document: at once but for the first time. */
export function validatorOf(kind: Validated): LoadedValidator | Promise<LoadedValidator> {
  return openValidator(SOURCES[kind]);
}

export function openValidator(source: Source): LoadedValidator | Promise<LoadedValidator> {
  return opened.get(source) ?? open(source);
}

async function open(source: Source): Promise<LoadedValidator> {
  const schema = (await source.schema()).default as SchemaNode;
  const explainer = async () => (await source.code()).default as Validator;
  const validator = { schema, accepts: compileTest(schema), explainer };
  opened.set(source, validator);
  return validator;
}
