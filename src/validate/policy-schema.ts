import type { Schema } from './schema-source.ts';

/** What a schema needs of a policy definition. */
export interface PolicyOutline {
  readonly title: string;
  readonly sections: readonly {
    readonly key: string;
    readonly title: string;
    readonly references: readonly string[];
    readonly topics: readonly { readonly key: string; readonly title: string; readonly rule?: string }[];
    readonly policy?: Schema;
  }[];
}

/** The schema of a policy type: what every policy must say, and the sections and topics of its definition. */
export function policySchema(base: Schema, definition: PolicyOutline): Schema {
  const sections: Record<string, Schema> = {};
  for (const section of definition.sections) {
    const topics = Object.fromEntries(
      section.topics.map((topic) => [
        topic.key,
        {
          title: topic.title,
          description: `Where the policy covers "${topic.title}".`,
          type: 'object',
        },
      ]),
    );
    const own: Schema = {
      title: section.title,
      description: `${section.title} (${section.references.join(', ')}).`,
      type: 'object',
      required: ['topics'],
      properties: {
        topics: {
          title: 'Topics',
          description: 'The topics found, by key.',
          type: 'object',
          'x-rule': 'policy-topic-missing',
          required: section.topics.flatMap(({ key, rule }) => (rule === undefined ? [key] : [])),
          properties: topics,
          ...ruledApart(section.topics),
        },
      },
    };
    sections[section.key] = section.policy ? mergeTwo(own, section.policy) : own;
  }
  const addition: Schema = {
    title: definition.title,
    properties: {
      sections: {
        'x-rule': 'policy-section-missing',
        required: definition.sections.map((s) => s.key),
        properties: sections,
      },
    },
  };
  return { ...mergeTwo(base, addition), title: definition.title };
}

/** Topics that a rule of their own speaks of when they are missing. */
function ruledApart(topics: PolicyOutline['sections'][number]['topics']): Schema {
  const apart = topics.flatMap(({ key, rule }) => (rule === undefined ? [] : [{ 'x-rule': rule, required: [key] }]));
  return apart.length === 0 ? {} : { allOf: apart };
}

/** Two schemas as one: required names are joined, properties that both have are joined likewise, else the first wins. */
export function mergeTwo(base: Schema, addition: Schema): Schema {
  const required = [...(base.required ?? []), ...(addition.required ?? [])];
  const properties = { ...base.properties };
  for (const [name, property] of Object.entries(addition.properties ?? {})) {
    const existing = properties[name];
    properties[name] = existing ? mergeTwo(existing, property) : property;
  }
  const joined: Schema = { ...addition, ...base, properties };
  if (required.length > 0) joined.required = [...new Set(required)];
  return joined;
}

/** Closes every object that lists its properties; fields of one's own start with `x_` or `x-`. */
export function closed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closed) as T;
  if (node === null || typeof node !== 'object') return node;
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)])) as Schema;
  if (schema.type === 'object' && schema.properties && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
    schema.patternProperties = { '^x[-_]': { description: 'Own field; not looked at.' } };
  }
  return schema as T;
}
