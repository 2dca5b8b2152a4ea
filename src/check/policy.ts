import { policies } from '../generated/outline.ts';
import { policyValidators } from '../generated/policy-validators.ts';
import type { PolicyValue } from '../policy-value.ts';
import {
  type CompiledDefinition,
  compileDefinition,
  type Definition,
  recognise,
  toPolicyValue,
} from '../recognise/index.ts';
import { suggest } from '../text/suggest.ts';
import type { Markdown } from '../types.ts';
import { type Violation, validate } from '../validate/index.ts';
import { openValidator } from '../validate/load.ts';
import { nodesFor } from '../validate/schema.ts';
import type { Outline } from './sections.ts';

export interface ReadPolicy {
  readonly value: PolicyValue;
  readonly violations: readonly Violation[];
  readonly outline: Outline;
}

const NOTHING_READ: PolicyValue = { metadata: {}, sections: {}, severity_levels: [], commitments: [] };

let compiled: Promise<readonly CompiledDefinition[]> | undefined;

/** Every definition, compiled once, when the first policy comes. */
export function loadDefinitions(): Promise<readonly CompiledDefinition[]> {
  compiled ??= import('../generated/definitions.ts').then(({ default: definitions }) =>
    (definitions as unknown as Definition[]).map(compileDefinition),
  );
  return compiled;
}

/** Reads a policy into a value and holds it against the schema of its type; of an unknown type, its metadata only. */
export async function readPolicy(body: Markdown, frontMatter: Readonly<Record<string, unknown>>): Promise<ReadPolicy> {
  const definitions = await loadDefinitions();
  const declared = frontMatter.policy_type;
  const readings = definitions.map((definition) => ({ definition, reading: recognise(body, definition, frontMatter) }));
  const found =
    readings.find(({ definition }) => definition.definition.type === declared) ??
    (typeof declared === 'string' ? undefined : readings.find(({ reading }) => reading.type !== undefined));
  const type = found?.definition.definition.type;
  const reading = found?.reading ?? readings[0]?.reading;
  const metadata = { ...(reading?.title ? { title: reading.title } : {}), ...reading?.metadata };
  const read = found ? toPolicyValue(found.reading) : NOTHING_READ;
  const { sections } = read;
  const isJudged = type !== undefined || typeof declared === 'string';
  const violations = isJudged ? await judge({ metadata, sections }, type) : [];
  const kind = type ?? (typeof declared === 'string' ? declared : undefined);
  const value: PolicyValue = { ...read, ...(kind === undefined ? {} : { type: kind }), metadata };
  const order = policies.find((policy) => policy.type === type)?.sections ?? [];
  const outline = {
    order,
    present: Object.entries(sections).map(([key, { heading, line }]) => ({ key, title: heading, line })),
    blocks: body.blocks,
    lines: body.lines,
  };
  return { value, violations, outline };
}

async function judge(
  value: { metadata: Record<string, unknown>; sections: PolicyValue['sections'] },
  type: string | undefined,
): Promise<readonly Violation[]> {
  const source = policyValidators[type ?? ''] ?? policyValidators[''];
  if (!source) return [];
  const validator = await openValidator(source);
  const known = nodesFor(await validator.schema(), ['metadata']).at(-1)?.properties ?? {};
  // Front matter serves other tools too: only what looks like a slip of a known key is told.
  const metadata = Object.fromEntries(
    Object.entries(value.metadata).filter(
      ([key]) => Object.hasOwn(known, key) || suggest(key, Object.keys(known)) !== undefined,
    ),
  );
  const shown = Object.fromEntries(
    Object.entries(value.sections).map(([key, { topics }]) => [
      key,
      {
        topics: {
          x_checked: true,
          ...Object.fromEntries(Object.keys(topics).map((topic) => [topic, { x_found: true }])),
        },
      },
    ]),
  );
  const { violations } = await validate(
    { metadata: { x_read: true, ...metadata }, sections: { x_read: true, ...shown } },
    validator,
  );
  return violations;
}
