import { policies } from '../generated/outline.ts';
import { policyValidators } from '../generated/policy-validators.ts';
import { metadataKey } from '../parse/metadata-key.ts';
import type { PolicyValue } from '../policy-value.ts';
import { type CompiledDefinition, compileDefinition, type Definition, recognise } from '../recognise/index.ts';
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
  const vocabulary = (found?.definition ?? definitions[0])?.definition.recognition.metadata ?? {};
  const metadata = readMetadata(body, frontMatter, vocabulary);
  const present = (found?.reading.sections ?? []).filter((section) => section.present);
  const sections = Object.fromEntries(
    present.map(({ key, heading, line, topics }) => [
      key,
      {
        heading: heading ?? '',
        line: line ?? 1,
        topics: Object.fromEntries(
          topics
            .filter((topic) => topic.present)
            .map((topic) => [topic.key, { line: topic.line ?? 1, text: topic.text ?? '' }]),
        ),
      },
    ]),
  );
  const isJudged = type !== undefined || typeof declared === 'string';
  const violations = isJudged ? await judge({ metadata, sections }, type) : [];
  const value: PolicyValue = {
    ...(type === undefined && typeof declared === 'string' ? { type: declared } : type === undefined ? {} : { type }),
    metadata,
    sections,
    severity_levels: found?.reading.severity_levels ?? [],
    commitments: found?.reading.commitments ?? [],
  };
  const order = policies.find((policy) => policy.type === type)?.sections ?? [];
  const outline = {
    order,
    present: present.map(({ key, heading, line }) => ({ key, title: heading ?? key, line: line ?? 1 })),
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

/** Front matter first, then what is written for people; a key may be called by any of its names. */
function readMetadata(
  { metadata, blocks }: Markdown,
  frontMatter: Readonly<Record<string, unknown>>,
  vocabulary: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown> {
  const names = new Map(
    Object.entries(vocabulary).flatMap(([key, aliases]) =>
      [key, ...aliases].map((alias) => [metadataKey(alias), metadataKey(key)] as const),
    ),
  );
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(frontMatter)) {
    const name = names.get(metadataKey(key)) ?? key;
    if (!Object.hasOwn(values, name))
      Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
  }
  for (const { key, value } of metadata) {
    const name = names.get(metadataKey(key));
    if (name !== undefined && !Object.hasOwn(values, name) && value !== '') values[name] = written(name, value);
  }
  const title = blocks.find(({ type }) => type === 'heading')?.text;
  if (values.title === undefined && title) values.title = title;
  return values;
}

/** Text for people as the schema spells it: "Approved" is `approved`, "12 months" is 12. */
function written(name: string, value: string): unknown {
  if (name === 'status' || name === 'classification') return value.toLowerCase().replaceAll(/\s+/g, '-');
  if (name === 'review_cycle_months') return Number(/^\d{1,3}/.exec(value)?.[0] ?? Number.NaN) || value;
  return value;
}
