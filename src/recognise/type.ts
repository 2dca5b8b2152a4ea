import type { CompiledDefinition, Mark } from './compile.ts';
import { matchPhrases } from './phrases.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './words.ts';

/** Is the document one of the type at all, and what says so. */
export interface TypeScore {
  readonly score: number;
  readonly why: readonly string[];
}

export const TYPE_THRESHOLD = 3;
const TITLE = 3;
const SECTION_LIMIT = 5;
const MANY_TOPICS = 7;
/** Share of its words that point to other documents, from which a document is an index of those. */
const INDEX_SHARE = 0.25;

/** What a document shows of its type. */
export interface TypeSigns {
  readonly reading: Reading;
  readonly title: TitleMarks;
  /** Topics that the text evidences, wherever. */
  readonly topics: number;
}

export function scoreType({ reading, title, topics }: TypeSigns, compiled: CompiledDefinition): TypeScore {
  const why: string[] = [];
  let score = 0;
  const other = title.marks.find(({ is }) => is.is === 'other-title');
  const found =
    title.marks.find(({ is }) => is.is === 'type-title') ??
    (other ? undefined : title.marks.find(({ is }) => namesSection(is, compiled)));
  if (found) {
    score += TITLE;
    why.push(`its title "${title.text}" says "${found.phrase}"`);
  }
  if (other) {
    score -= found ? 1 : TITLE;
    why.push(`its title "${title.text}" is that of another document: "${other.phrase}"`);
  }
  if (pointingShare(reading) >= INDEX_SHARE) {
    score -= TITLE;
    why.push('it points to other documents rather than saying what they say');
  }
  const sections = namedSections(reading, compiled);
  if (sections.length > 0) {
    score += Math.min(sections.length, SECTION_LIMIT) / (found ? 1 : 1.5);
    why.push(`its headings name ${sections.join(', ')}`);
  }
  const density = subjectDensity(reading);
  if (density >= 1) score += density >= 2 ? 1 : 0.5;
  if (density >= 1) why.push(`it speaks of its subject ${Math.round(density * 10) / 10} times in a hundred words`);
  if (topics >= MANY_TOPICS) score += Math.min((topics - MANY_TOPICS) / 2 + 1, 2.5);
  if (topics >= MANY_TOPICS) why.push(`it shows ${topics} topics`);
  return { score, why };
}

function namesSection(mark: Mark, compiled: CompiledDefinition): boolean {
  return mark.is === 'section' && mark.by === 'alias' && compiled.definition.sections[mark.section]?.generic !== true;
}

export interface TitleMarks {
  readonly text: string;
  readonly marks: readonly { readonly is: Mark; readonly phrase: string }[];
}

export function titleMarks(title: string | null, compiled: CompiledDefinition): TitleMarks {
  const text = title ?? '';
  const marks = matchPhrases(wordsOf(text, compiled.spellings), compiled.headings);
  return { text, marks: marks.map(({ phrase }) => ({ is: phrase.payload, phrase: phrase.source })) };
}

function namedSections(reading: Reading, compiled: CompiledDefinition): string[] {
  const named = new Set<number>();
  for (const part of reading.parts) {
    if (part.kind === 'title' || part.kind === 'row' || part.kind === 'lead' || part.aside) continue;
    for (const { section, by } of part.sections) if (by !== 'hint') named.add(section);
  }
  return [...named]
    .map((at) => compiled.definition.sections[at])
    .filter((section) => section !== undefined && section.generic !== true)
    .map((section) => section?.key ?? '');
}

/** Share of the words that stand in items which begin with a link to another file. */
function pointingShare({ blocks }: Reading): number {
  const words = { all: 0, pointing: 0 };
  for (const { type, text, pointer } of blocks) {
    if (type === 'heading') continue;
    const length = text.split(/\s+/).length;
    words.all += length;
    if (pointer === true) words.pointing += length;
  }
  return words.all === 0 ? 0 : words.pointing / words.all;
}

/** Mentions of the subject per hundred words. */
function subjectDensity(reading: Reading): number {
  let words = 0;
  let mentions = 0;
  for (const sentence of reading.sentences) {
    words += sentence.words.length;
    for (const { phrase } of sentence.marks) if (phrase.payload.is === 'subject') mentions++;
  }
  return words === 0 ? 0 : (mentions / words) * 100;
}
