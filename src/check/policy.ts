import { policyValidators } from '../generated/policy-validators.ts';
import type { PolicyValue } from '../policy-value.ts';
import { compileTitles, type TitleTest, titlesIn } from '../recognise/candidates.ts';
import {
  type CompiledDefinition,
  compileDefinition,
  type Definition,
  recognise,
  toPolicyValue,
} from '../recognise/index.ts';
import { completeDefinitions, type WrittenDefinition } from '../recognise/inherit.ts';
import { suggest } from '../text/suggest.ts';
import type { Markdown } from '../types.ts';
import { type Violation, validate } from '../validate/index.ts';
import { openValidator } from '../validate/load.ts';
import { type LoadedValidator, nodesFor } from '../validate/schema.ts';
import type { Outline } from './sections.ts';

export interface ReadPolicy {
  readonly value: PolicyValue;
  readonly violations: readonly Violation[];
  readonly outline: Outline;
}

const NOTHING_READ: PolicyValue = { metadata: {}, sections: {}, severity_levels: [], commitments: [] };

/** A definition that is compiled when the first document needs it. */
interface LoadedDefinition {
  readonly type: string;
  readonly bearsTitle: TitleTest;
  readonly compile: () => CompiledDefinition;
}

const NO_OWN: readonly WrittenDefinition[] = [];
const loaded = new WeakMap<readonly WrittenDefinition[], Promise<readonly LoadedDefinition[]>>();

/** The definitions that come with the program, and the organisation's own. */
function load(own: readonly WrittenDefinition[]): Promise<readonly LoadedDefinition[]> {
  const known = loaded.get(own) ?? loadAll(own);
  loaded.set(own, known);
  return known;
}

async function loadAll(own: readonly WrittenDefinition[]): Promise<readonly LoadedDefinition[]> {
  const { default: written } = await import('../generated/definitions.ts');
  return completeDefinitions([...(written as WrittenDefinition[]), ...own]).map((definition) => ({
    type: definition.type,
    bearsTitle: compileTitles(definition),
    compile: once(() => compileDefinition(definition)),
  }));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Every definition, compiled once, when it is first needed. */
export async function loadDefinitions(own = NO_OWN): Promise<readonly CompiledDefinition[]> {
  return (await load(own)).map(({ compile }) => compile());
}

/**
 * The readings by which a document may be known, the best first: by the type its front matter states, else by the
 * definitions whose title it bears, else by all of them.
 */
async function readingsOf(
  body: Markdown,
  frontMatter: Readonly<Record<string, unknown>>,
  own: readonly WrittenDefinition[],
) {
  const definitions = await load(own);
  const read = (some: readonly LoadedDefinition[]) =>
    some
      .map(({ compile }) => ({ definition: compile(), reading: recognise(body, compile(), frontMatter) }))
      .sort((a, b) => b.reading.recognised.score - a.reading.recognised.score);
  const stated = definitions.filter(({ type }) => type === frontMatter.policy_type);
  const title = titlesIn(body, frontMatter);
  const likely = stated.length > 0 ? stated : definitions.filter(({ bearsTitle }) => bearsTitle(title));
  const readings = read(likely);
  return readings.some(({ reading }) => reading.type !== undefined) ? readings : read(definitions);
}

/** Reads a policy into a value and holds it against the schema of its type; of an unknown type, its metadata only. */
export async function readPolicy(
  body: Markdown,
  frontMatter: Readonly<Record<string, unknown>>,
  own = NO_OWN,
): Promise<ReadPolicy> {
  const declared = frontMatter.policy_type;
  const readings = await readingsOf(body, frontMatter, own);
  const found =
    readings.find(({ definition }) => definition.definition.type === declared) ??
    (typeof declared === 'string' ? undefined : readings.find(({ reading }) => reading.type !== undefined));
  const type = found?.definition.definition.type;
  const reading = found?.reading ?? readings[0]?.reading;
  const metadata = { ...(reading?.title ? { title: reading.title } : {}), ...reading?.metadata };
  const read = found ? toPolicyValue(found.reading) : NOTHING_READ;
  const { sections } = read;
  const isJudged = type !== undefined || typeof declared === 'string';
  const order = found?.definition.definition.sections ?? [];
  const judged = { metadata, sections: { ...standingEmpty(read, order), ...sections } };
  const violations = isJudged ? await judge(judged, await validatorFor(found?.definition.definition)) : [];
  const kind = type ?? (typeof declared === 'string' ? declared : undefined);
  const value: PolicyValue = { ...read, ...(kind === undefined ? {} : { type: kind }), metadata };
  const outline = {
    order,
    present: Object.entries(sections).map(([key, { heading, line }]) => ({ key, title: heading, line })),
    blocks: body.blocks,
    lines: body.lines,
  };
  return { value, violations, outline };
}

/** Sections that stand empty, as if whole: that they are empty is said of them, and not what each lacks. */
function standingEmpty({ reading }: PolicyValue, order: Outline['order']): PolicyValue['sections'] {
  const empty = (reading?.empty_sections ?? []).map(({ key, title, line }) => {
    const topics = order.find((section) => section.key === key)?.topics ?? [];
    return [
      key,
      { heading: title, line, topics: Object.fromEntries(topics.map((topic) => [topic.key, { line, text: '' }])) },
    ];
  });
  return Object.fromEntries(empty) as PolicyValue['sections'];
}

const made = new WeakMap<Definition, LoadedValidator>();

/** The validator of a policy type; without a type, of what every policy must say. */
async function validatorFor(definition: Definition | undefined): Promise<LoadedValidator> {
  const source = policyValidators[definition?.type ?? ''];
  if (source) return openValidator(source);
  if (!definition) throw new Error('no validator for policies');
  const { makePolicyValidator } = await import('../validate/policy-validator.ts');
  const validator = made.get(definition) ?? makePolicyValidator(definition);
  made.set(definition, validator);
  return validator;
}

async function judge(
  value: { metadata: Record<string, unknown>; sections: PolicyValue['sections'] },
  validator: LoadedValidator,
): Promise<readonly Violation[]> {
  const known = nodesFor(validator.schema, ['metadata']).at(-1)?.properties ?? {};
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
