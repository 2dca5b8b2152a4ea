import { Document, isMap, type Pair, type Scalar } from 'yaml';
import type { DocumentOutline } from './document-outline.ts';
import { slugOf } from './file-name.ts';

const HEAD = ` A policy type of this organisation, in the format of policies/<type>/definition.yml of aimscheck. Name this file in
 .aimscheck.yml under "definitions:", then run "aimscheck inspect" on the policy.`;

/** What to do with each part, above the first of its kind. */
const NOTES: Readonly<Record<string, string>> = {
  references: ' Clauses and controls that it carries out, such as A.10.3.',
  sections: ' What every policy of this type has. Merge, split and rename until it says what you expect of one.',
  recognition:
    ' How a document of the type is told from others; the vocabulary of sentences is that of the incident policy.',
};
const SECTION_NOTES: Readonly<Record<string, string>> = {
  aliases: ' Phrases in a heading that carry the section: "selection of .. supplier", "exit|end .. contract".',
  topics: ' What the section covers. Add sentences that show it: strong: [[questionnaire, references .. checked]].',
};

/** A definition with the sections and topics of a document, to be edited. */
export function definitionText({ title, sections }: DocumentOutline, type: string): string {
  const keys = uniqueKeys();
  const subject = wordsOf(title).filter((word) => !COMMON.has(word));
  const document = new Document({
    type,
    title,
    references: [],
    sections: sections.map((section) => ({
      key: keys(section.title),
      title: section.title,
      references: [],
      aliases: { en: [phraseOf(section.title)] },
      topics: section.topics.map((topic) => ({
        key: keys(topic === section.title ? `${topic} covered` : topic),
        title: topic,
        headings: { en: [phraseOf(topic)] },
      })),
    })),
    recognition: {
      inherits: 'ai-incident-management',
      type: { subject, titles: { en: [phraseOf(title)] }, other_titles: [], body: [...subject] },
    },
  });
  document.commentBefore = HEAD;
  note(document.contents, NOTES);
  note(document.getIn(['sections', 0]), SECTION_NOTES);
  return document.toString({ lineWidth: 120 });
}

function note(node: unknown, notes: Readonly<Record<string, string>>): void {
  if (!isMap(node)) return;
  for (const { key } of node.items as Pair<Scalar<string>>[]) key.commentBefore = notes[key.value] ?? null;
}

/** Words that say nothing about what a policy is about. */
const COMMON: ReadonlySet<string> = new Set(
  'a ai an and artificial for in intelligence of on our policy the to'.split(' '),
);

/** A heading in the language of phrases (src/recognise/phrases.ts), in which punctuation has a meaning. */
const phraseOf = (heading: string): string => wordsOf(heading).join(' ');

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Keys by which findings name sections and topics: each only once. */
function uniqueKeys(): (title: string) => string {
  const taken = new Map<string, number>();
  return (title) => {
    const key = slugOf(title) || 'section';
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return count === 1 ? key : `${key}-${count}`;
  };
}
