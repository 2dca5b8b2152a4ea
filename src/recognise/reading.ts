import type { Block, Markdown } from '../types.ts';
import type { CompiledDefinition, Mark } from './compile.ts';
import { type ReadHeading, readHeading, type SectionHit } from './headings.ts';
import { lineFinder } from './lines.ts';
import { buildOutline, type Part } from './outline.ts';
import { type Match, matchPhrases } from './phrases.ts';
import { sentencesOf } from './sentences.ts';
import { wordsOf } from './words.ts';

/** A document read once: its parts with what their titles say, its sentences with the phrases found in them. */
export interface Reading {
  readonly parts: readonly ReadPart[];
  readonly sentences: readonly Sentence[];
  readonly blocks: readonly Block[];
  /** Sections that the document's title names: it may be about those alone. */
  readonly titleSections: ReadonlySet<number>;
}

export interface ReadPart extends Part {
  /** Sections its title names; empty for none. */
  readonly sections: readonly SectionHit[];
  /** Sections named by its title or by that of any part around it, the document's title aside, and how. */
  readonly context: ReadonlyMap<number, SectionHit['by']>;
  readonly marks: readonly Match<Mark>[];
  readonly titleWords: readonly string[];
  /** It, or a part around it, is no content of the document: references, a change log. */
  readonly aside: boolean;
  /** It, or a part around it, is a form to fill in. */
  readonly form: boolean;
  /** It, or a part around it, says who does what: duties are named there, not described. */
  readonly roles: boolean;
  /** It, or a part around it, is said to be outside the document. */
  readonly deferred: boolean;
  /** It, or a part around it (the document's title aside), names the subject of the document type. */
  readonly onSubject: boolean;
  /** Innermost real heading around it. */
  readonly window: number;
  /** Words of content below it, placeholders and deferred sentences aside. */
  substance: number;
  /** Something below it is said to be elsewhere or yet to come. */
  putOff: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly words: readonly string[];
  readonly line: number;
  readonly part: number;
  readonly block: number;
  readonly marks: readonly Match<Mark>[];
  /** Only placeholders. */
  readonly empty: boolean;
  readonly deferred: boolean;
  /** The title of its part: a leading bold word, the label of a row. Deferred with all that is said of it. */
  readonly isTitle: boolean;
}

const FORMS: ReadonlySet<string> = new Set(['markdown', 'md', 'text', 'txt', 'plaintext', 'plain', 'email', 'mermaid']);
/** Words of content that a block of commands stands for. */
const COMMANDS_WORTH = 6;
const MIN_STATEMENT_WORDS = 6;
const DENIAL_REACH = 3;

export function readDocument(markdown: Pick<Markdown, 'blocks' | 'source'>, compiled: CompiledDefinition): Reading {
  const outline = buildOutline(markdown.blocks);
  const listed = listedHeadings(outline.parts);
  const parts: ReadPart[] = [];
  const known = new Map<string, ReadHeading>();
  const pointers = new Set(markdown.blocks.flatMap(({ pointer, line }) => (pointer === true ? [line] : [])));
  for (const part of outline.parts) {
    const heading = known.get(part.title) ?? readHeading(part.title, compiled);
    known.set(part.title, heading);
    const isPointer = part.kind !== 'heading' && pointers.has(part.line);
    parts.push(readPart({ part, heading, isListedHeading: listed.has(part.index), isPointer }, parts));
  }
  const sentences: Sentence[] = [];
  markdown.blocks.forEach((block, at) => {
    const part = parts[outline.partOf[at] ?? 0];
    if (part && block.type !== 'heading')
      readBlock({ block, at, part, lineOf: lineFinder(block, markdown.source) }, compiled, sentences);
  });
  for (const sentence of sentences) addSubstance(sentence, parts);
  markdown.blocks.forEach((block, at) => {
    if (isCommands(block)) addWords(COMMANDS_WORTH, parts[outline.partOf[at] ?? 0], parts);
  });
  return { parts, sentences, blocks: markdown.blocks, titleSections: titleSectionsOf(parts, compiled) };
}

function titleSectionsOf(parts: readonly ReadPart[], { definition }: CompiledDefinition): ReadonlySet<number> {
  const title = parts.find(({ kind }) => kind === 'title');
  const named = (title?.sections ?? []).filter(
    ({ section, by }) => (by === 'alias' || by === 'title') && definition.sections[section]?.generic !== true,
  );
  return new Set(named.map(({ section }) => section));
}

interface Listed {
  readonly part: Part;
  readonly heading: ReadHeading;
  /** An entry of a table of contents. */
  readonly isListedHeading: boolean;
  /** An item that points to another file. */
  readonly isPointer: boolean;
}

function readPart({ part, heading, isListedHeading, isPointer }: Listed, before: readonly ReadPart[]): ReadPart {
  const parent = before[part.parent];
  const is = (mark: Mark['is']) => heading.marks.some(({ phrase }) => phrase.payload.is === mark);
  const isTitle = part.kind === 'title';
  const owned = heading.sections.some(({ by }) => by !== 'hint');
  return {
    ...part,
    ...heading,
    context: isTitle
      ? new Map()
      : part.kind === 'row'
        ? (parent?.context ?? new Map())
        : contextOf(heading.sections, parent),
    aside: (parent?.aside ?? false) || isListedHeading || (part.kind === 'heading' && is('aside')),
    form: (parent?.form ?? false) || (part.kind === 'heading' && is('form')),
    roles: (parent?.roles ?? false) || (part.kind === 'heading' && !owned && is('roles')),
    deferred: (parent?.deferred ?? false) || isPointer || (part.kind !== 'title' && is('deferral')),
    onSubject: (parent?.onSubject ?? false) || (part.kind === 'heading' && is('subject')),
    window: part.kind === 'heading' || part.kind === 'title' || !parent ? part.index : parent.window,
    substance: 0,
    putOff: false,
  };
}

/** What the title names is added to what the parts around it name; a name counts more than a hint. */
function contextOf(own: readonly SectionHit[], parent: ReadPart | undefined): ReadonlyMap<number, SectionHit['by']> {
  const around = parent?.context ?? new Map<number, SectionHit['by']>();
  if (own.length === 0) return around;
  const context = new Map(around);
  for (const { section, by } of own) if (by !== 'hint' || !context.has(section)) context.set(section, by);
  return context;
}

interface Place {
  readonly block: Block;
  readonly at: number;
  readonly part: ReadPart;
  /** Line on which a sentence of the block begins. */
  readonly lineOf: (text: string) => number;
}

function readBlock(place: Place, compiled: CompiledDefinition, into: Sentence[]): void {
  const { block, part, at } = place;
  let isPutOff = false;
  const read = (text: string, isTitle: boolean, codeLine?: number) => {
    for (const sentence of sentencesOf(text)) {
      const words = wordsOf(sentence.text, compiled.spellings);
      if (words.length === 0 && !sentence.empty) continue;
      const empty = sentence.empty || (part.form && !isStatement(sentence.text, words.length));
      const marks = empty ? [] : matchPhrases(words, compiled.prose);
      const deferral = marks.find(({ phrase }) => phrase.payload.is === 'deferral');
      isPutOff ||= deferral?.start === 0;
      const deferred = isPutOff || deferral !== undefined || block.pointer === true;
      const line = codeLine ?? place.lineOf(sentence.text);
      into.push({ text: sentence.text, words, line, part: part.index, block: at, marks, empty, deferred, isTitle });
    }
  };
  const from = into.length;
  if (isTitled(place)) read(part.title, true);
  const content = into.length;
  contentOf(place).forEach((text, offset) => {
    read(text, false, block.type === 'code' ? block.line + 1 + offset : undefined);
  });
  const said = into.slice(content);
  if (said.length > 0 && said.every(isTakenBack))
    for (let i = from; i < content; i++) into[i] = { ...(into[i] as Sentence), deferred: true };
}

/** Deferred, or denied in its first words: "not covered", "There is no …". */
const isTakenBack = ({ deferred, empty, marks }: Sentence): boolean =>
  deferred ||
  empty ||
  marks.some(
    ({ phrase, start, end }) =>
      phrase.payload.is === 'negation' &&
      start < DENIAL_REACH &&
      !marks.some((other) => other.phrase.payload.is === 'not-negation' && other.start <= start && end <= other.end),
  );

/** A whole sentence, as against a field of a form. */
const isStatement = (text: string, words: number): boolean => words >= MIN_STATEMENT_WORDS && text.endsWith('.');

/** The block begins with the title of its part: a lead, a label or a row. */
const isTitled = ({ block, part }: Place): boolean =>
  part.line === block.line && part.kind !== 'heading' && part.kind !== 'title' && part.kind !== 'document';

/** Text of a block without what is already the title of its part. */
function contentOf({ block, part }: Place): readonly string[] {
  if (block.type === 'code') return isDiagram(block) ? block.text.split('\n') : [];
  if (block.type === 'row') return (block.cells ?? [block.text]).filter((cell) => cell !== part.title);
  const titled =
    part.line === block.line &&
    block.text.startsWith(part.title) &&
    part.kind !== 'heading' &&
    part.kind !== 'document';
  return [titled ? block.text.slice(part.title.length).replace(/^[\s:.—–-]+/, '') : block.text];
}

/** Commands and queries are the content of a step; a form to fill in is not. */
const isCommands = ({ type, language, text }: Block): boolean =>
  type === 'code' && language !== undefined && !FORMS.has(language.toLowerCase()) && text.trim() !== '';

/** A drawing made of characters is content that someone drew; other code is not. */
function isDiagram({ text }: Block): boolean {
  return /[\u2500-\u257f\u2190-\u21ff\u25bc\u25b6]/.test(text);
}

/** Items that repeat a heading of the document: its table of contents. */
function listedHeadings(parts: readonly Part[]): ReadonlySet<number> {
  const plain = (title: string) => title.toLowerCase().replace(/[^\p{L}]+/gu, '');
  const headings = new Set(parts.filter(({ kind }) => kind === 'heading').map(({ title }) => plain(title)));
  return new Set(
    parts
      .filter(
        ({ kind, title }) =>
          kind !== 'heading' && kind !== 'title' && kind !== 'document' && headings.has(plain(title)),
      )
      .map(({ index }) => index),
  );
}

/** The title of a part counts for what stands around it, not for the part. */
function addSubstance(sentence: Sentence, parts: readonly ReadPart[]): void {
  const part = parts[sentence.part];
  if (sentence.deferred) for (let at = part; at; at = parts[at.parent]) at.putOff = true;
  if (sentence.empty || sentence.deferred) return;
  if (sentence.isTitle && part?.kind === 'label') return;
  addWords(sentence.words.length, sentence.isTitle ? parts[part?.parent ?? 0] : part, parts);
}

function addWords(count: number, from: ReadPart | undefined, parts: readonly ReadPart[]): void {
  for (let part = from; part; part = parts[part.parent]) part.substance += count;
}
