import type { RuleInfo } from '../../rules/define-rule.ts';
import { closed, mergeTwo, policySchema } from '../../validate/policy-schema.ts';
import type { Schema } from '../../validate/schema-source.ts';
import { expandStates } from './expand-states.ts';
import type { DefinitionSource, Sources } from './sources.ts';

const BASE = 'https://aimscheck.github.io/aimscheck/schemas/v1/';
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Every published schema by its file name under schemas/. */
export function buildSchemas(sources: Sources, rules: readonly RuleInfo[]): Map<string, Schema> {
  const document = (name: string): Schema => {
    const source = sources.documents.get(name);
    if (!source) throw new Error(`policies/documents/${name}.yml is missing`);
    return structuredClone(source);
  };
  const common = document('common').$defs ?? {};
  const schemas = new Map<string, Schema>();
  const publish = (name: string, schema: Schema) => {
    const file = `${name}.schema.json`;
    const { title, description, ...rest } = schema;
    schemas.set(file, {
      $schema: DIALECT,
      $id: BASE + file,
      title,
      description,
      ...withDefinitions(closed(rest), common),
    });
  };

  const capa = expandStates(document('capa'));
  publish('capa', structuredClone(capa));
  publish('incident', incidentSchema(document('incident'), capa, sources.definitions));
  publish('runbook', expandStates(merged(document('runbook'), fragments(sources.definitions, 'runbook'))));
  for (const name of ['waiver', 'profile', 'report', 'clocks']) publish(name, document(name));
  publish('config', configSchema(document('config'), rules));
  for (const definition of sources.definitions) {
    publish(`policy/${definition.type}`, policySchema(document('policy'), definition));
  }
  publish('policy/policy', document('policy'));
  return schemas;
}

function fragments(definitions: readonly DefinitionSource[], kind: 'runbook' | 'incident'): Schema[] {
  return definitions.flatMap(({ sections }) => sections).flatMap((section) => (section[kind] ? [section[kind]] : []));
}

function incidentSchema(base: Schema, capa: Schema, definitions: readonly DefinitionSource[]): Schema {
  const schema = expandStates(merged(base, fragments(definitions, 'incident')));
  return { ...schema, $defs: { ...schema.$defs, capa } };
}

/** Adds fragments to a schema: `required` and `properties` are joined, nested objects likewise. */
function merged(base: Schema, additions: readonly Schema[]): Schema {
  return additions.reduce<Schema>((schema, addition) => mergeTwo(schema, addition), base);
}

function configSchema(base: Schema, rules: readonly RuleInfo[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const rule of rules) {
    const level: Schema = { $ref: '#/$defs/level' };
    const options: Schema = {
      type: 'object',
      required: ['level'],
      properties: { level: { ...level, title: 'Level', description: 'Level of the rule.' }, ...rule.options },
    };
    const common = { title: rule.id, description: rule.summary };
    properties[rule.id] = rule.options
      ? {
          ...common,
          anyOf: [level, options],
          'x-expect': 'off, notice, warning or error, or a mapping with level and options',
        }
      : { ...common, ...level };
  }
  const issueRules = { items: { type: 'string', enum: rules.map(({ id }) => id) } };
  return mergeTwo(base, { properties: { rules: { properties }, issues: { properties: { rules: issueRules } } } });
}

/** Copies in the shared definitions that the schema refers to, directly or through one another. */
function withDefinitions(schema: Schema, common: Record<string, Schema>): Schema {
  const found: Record<string, Schema> = { ...schema.$defs };
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    const ref = (node as Schema).$ref;
    const name = typeof ref === 'string' && ref.startsWith('#/$defs/') ? ref.slice('#/$defs/'.length) : undefined;
    if (name !== undefined && !found[name]) {
      const definition = common[name];
      if (!definition) throw new Error(`no definition named "${name}" in policies/documents/common.yml`);
      found[name] = closed(definition);
      visit(definition);
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(schema);
  const names = Object.keys(found).sort();
  return names.length === 0
    ? schema
    : { ...schema, $defs: Object.fromEntries(names.map((n) => [n, found[n] as Schema])) };
}
