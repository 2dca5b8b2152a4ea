import type { LoadedValidator, SchemaNode, Validator } from './schema.ts';

interface Source {
  readonly code: () => Promise<{ default: unknown }>;
  readonly schema: () => Promise<{ default: unknown }>;
}

/** Each is imported when its first document comes; its schema only to explain an error. */
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

/** The generated validator of a kind of document. */
export function loadValidator(kind: Validated): Promise<LoadedValidator> {
  return openValidator(SOURCES[kind]);
}

export async function openValidator({ code, schema }: Source): Promise<LoadedValidator> {
  const validate = (await code()).default as Validator;
  return { validate, schema: async () => (await schema()).default as SchemaNode };
}
