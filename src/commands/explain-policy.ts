import { outlinesOf, type PolicyOutline, type SectionOutline } from '../check/assessed-policies.ts';
import { definitionPaths, readOwnDefinitions } from '../check/own-definitions.ts';
import { openProject } from '../config/load.ts';
import { askedOf } from '../conformance/asked.ts';
import { rules } from '../generated/rules.ts';
import { createReader } from '../read.ts';
import type { PhrasesByLanguage } from '../recognise/definition.ts';
import type { WrittenDefinition } from '../recognise/inherit.ts';
import { terminalText } from '../text/escape.ts';
import { joinNames } from '../text/list.ts';
import { count } from '../text/plural.ts';
import { describeReferences } from '../text/references.ts';
import { LAYERS } from '../types.ts';

/** A policy, a section or a topic of a definition, as `explain --format json` gives it. */
export interface Explained {
  /** `type`, `type/section` or `type/section/topic`. */
  readonly name: string;
  readonly kind: 'policy' | 'section' | 'topic';
  readonly title: string;
  /** Title of what it is part of. */
  readonly within: string | null;
  readonly references: readonly string[];
  /** What is asked, by layer; of a policy and a topic nothing apart. */
  readonly asked: Readonly<Partial<Record<(typeof LAYERS)[number], string>>>;
  /** What it is made of: sections of a policy, topics of a section. */
  readonly parts: readonly { readonly name: string; readonly title: string }[];
  /** English headings by which it is known. */
  readonly headings: readonly string[];
  /** Rules that are told of this section. */
  readonly rules: readonly string[];
}

const NOTHING = { within: null, asked: {}, parts: [], headings: [], rules: [] } as const;

/** Every policy, section and topic that can be explained, own definitions included. */
export async function explainable(cwd: string): Promise<readonly Explained[]> {
  const project = await openProject(cwd);
  const read = createReader({ base: project.base, maxBytes: 1024 * 1024 });
  const own = await readOwnDefinitions(definitionPaths(project), read);
  const { default: shipped } = await import('../generated/definitions.ts');
  const written = new Map([...(shipped as WrittenDefinition[]), ...own].map((one) => [one.type, one]));
  return outlinesOf(own).flatMap((policy) => explainPolicy(policy, written.get(policy.type)));
}

/** What a name says: `section`, `type/section`, `topic`, `section/topic` and `type/section/topic` are all understood. */
export function named(name: string, all: readonly Explained[]): readonly Explained[] {
  return all.filter((one) => one.name === name || one.name.endsWith(`/${name}`));
}

function explainPolicy(policy: PolicyOutline, written: WrittenDefinition | undefined): Explained[] {
  const { type, title, references, sections } = policy;
  const parts = sections.map((section) => ({ name: section.key, title: section.title }));
  const headings = written?.recognition.type.titles?.en ?? [];
  const whole: Explained = {
    ...NOTHING,
    name: type,
    kind: 'policy',
    title,
    references,
    parts,
    headings: readable(headings),
  };
  return [whole, ...sections.flatMap((section) => explainSection(policy, section, written))];
}

function explainSection(
  policy: PolicyOutline,
  section: SectionOutline,
  written: WrittenDefinition | undefined,
): Explained[] {
  const name = `${policy.type}/${section.key}`;
  const known = written?.sections.find(({ key }) => key === section.key);
  const asked = LAYERS.flatMap((layer) => {
    const text = askedOf(policy, section, layer);
    return text === '' ? [] : [[layer, text]];
  });
  const { title, references, topics, layers } = section;
  const hasRecords = layers.implementation || layers.operation;
  return [
    {
      name,
      kind: 'section',
      title,
      within: policy.title,
      references,
      asked: Object.fromEntries(asked),
      parts: topics.map((topic) => ({ name: topic.key, title: topic.title })),
      headings: headingsOf(known?.titles, known?.aliases),
      rules: hasRecords ? rules.filter((rule) => rule.section === section.key).map(({ id }) => id) : [],
    },
    ...topics.map((topic): Explained => {
      const headings = known?.topics.find(({ key }) => key === topic.key)?.headings;
      return {
        ...NOTHING,
        name: `${name}/${topic.key}`,
        kind: 'topic',
        title: topic.title,
        within: `${policy.title}, ${title}`,
        references,
        headings: headingsOf(headings),
      };
    }),
  ];
}

const headingsOf = (...phrases: readonly (PhrasesByLanguage | undefined)[]): readonly string[] =>
  readable(phrases.flatMap((one) => one?.en ?? []));

/** Phrases that read as words: without the signs of the language of phrases. */
function readable(phrases: readonly string[]): readonly string[] {
  const plain = phrases.map((phrase) =>
    phrase
      .replaceAll(/[\^$]/g, '')
      .replaceAll(/\s+\.\.\s+/g, ' … ')
      .trim(),
  );
  return [...new Set(plain.filter((phrase) => !/[@*|]/.test(phrase)))];
}

const MOST_HEADINGS = 8;
const LABEL = 16;

/** For a person at a terminal. */
export function explainText({
  name,
  kind,
  title,
  within,
  references,
  asked,
  parts,
  headings,
  rules: own,
}: Explained): string {
  const fact = (label: string, text: string) =>
    text === '' ? [] : [`${`${label}:`.padEnd(LABEL)}${terminalText(text)}`];
  const width = Math.max(0, ...parts.map((part) => part.name.length));
  const more = headings.length - MOST_HEADINGS;
  const examples = headings.slice(0, MOST_HEADINGS).map((heading) => `"${heading}"`);
  return [
    `${name} (${kind}${within === null ? '' : ` of ${terminalText(within)}`})`,
    '',
    terminalText(title),
    '',
    ...LAYERS.flatMap((layer) => fact(layer.charAt(0).toUpperCase() + layer.slice(1), asked[layer] ?? '')),
    ...fact('Headings', [...examples, ...(more > 0 ? [`${more} more`] : [])].join(', ')),
    ...fact('References', describeReferences(references)),
    ...fact('Rules', joinNames(own)),
    ...(parts.length === 0
      ? []
      : [`${kind === 'policy' ? count(parts.length, 'section') : count(parts.length, 'topic')}:`]),
    ...parts.map((part) => `  ${part.name.padEnd(width)}  ${terminalText(part.title)}`),
    '',
  ].join('\n');
}
