import type { Block, Markdown } from '../types.ts';
import type { CompiledDefinition, Mark } from './compile.ts';
import { readHeading, type SectionHit } from './headings.ts';
import { buildOutline, type Part } from './outline.ts';
import { type Match, matchPhrases } from './phrases.ts';
import { sentencesOf } from './sentences.ts';
import { wordsOf } from './words.ts';

/** A document read once: its parts with what their titles say, its sentences with the phrases found in them. */
export interface Reading {
  readonly parts: readonly ReadPart[];
  readonly sentences: readonly Sentence[];
  readonly blocks: readonly Block[];
}

export interface ReadPart extends Part {
  /** Sections its title names; empty for none. */
  readonly sections: readonly SectionHit[];
  /** Sections named by its title or by that of any part around it, the document's title aside. */
  readonly context: ReadonlySet<number>;
  readonly marks: readonly Match<Mark>[];
  readonly titleWords: readonly string[];
  /** It, or a part around it, is no content of the document: a template, references, a change log. */
  readonly aside: boolean;
  /** It, or a part around it, is said to be outside the document. */
  readonly deferred: boolean;
  /** It, or a part around it (the document's title aside), names the subject of the document type. */
  readonly onSubject: boolean;
  /** Innermost real heading around it. */
  readonly window: number;
  /** Words of content below it, placeholders and deferred sentences aside. */
  substance: number;
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
}

export function readDocument(markdown: Pick<Markdown, 'blocks'>, compiled: CompiledDefinition): Reading {
  const outline = buildOutline(markdown.blocks);
  const parts: ReadPart[] = [];
  for (const part of outline.parts) parts.push(readPart(part, parts, compiled));
  const sentences: Sentence[] = [];
  markdown.blocks.forEach((block, at) => {
    const part = parts[outline.partOf[at] ?? 0];
    if (part && block.type !== 'heading') readBlock({ block, at, part }, compiled, sentences);
  });
  for (const sentence of sentences) addSubstance(sentence, parts);
  return { parts, sentences, blocks: markdown.blocks };
}

function readPart(part: Part, before: readonly ReadPart[], compiled: CompiledDefinition): ReadPart {
  const parent = before[part.parent];
  const heading = readHeading(part.title, compiled);
  const is = (mark: Mark['is']) => heading.marks.some(({ phrase }) => phrase.payload.is === mark);
  const isTitle = part.kind === 'title';
  const own = heading.sections.map(({ section }) => section);
  return {
    ...part,
    ...heading,
    context: isTitle || own.length === 0 ? (parent?.context ?? new Set()) : new Set([...(parent?.context ?? []), ...own]),
    aside: (parent?.aside ?? false) || (part.kind === 'heading' && is('aside')),
    deferred: (parent?.deferred ?? false) || (part.kind !== 'title' && is('deferral')),
    onSubject: (parent?.onSubject ?? false) || (part.kind === 'heading' && is('subject')),
    window: part.kind === 'heading' || part.kind === 'title' || !parent ? part.index : parent.window,
    substance: 0,
  };
}

interface Place {
  readonly block: Block;
  readonly at: number;
  readonly part: ReadPart;
}

function readBlock(place: Place, compiled: CompiledDefinition, into: Sentence[]): void {
  contentOf(place).forEach((text, offset) => {
    for (const sentence of sentencesOf(text)) {
      const words = wordsOf(sentence.text, compiled.spellings);
      if (words.length === 0 && !sentence.empty) continue;
      const marks = sentence.empty ? [] : matchPhrases(words, compiled.prose);
      into.push({
        text: sentence.text,
        words,
        line: place.block.type === 'code' ? place.block.line + 1 + offset : place.block.line,
        part: place.part.index,
        block: place.at,
        marks,
        empty: sentence.empty,
        deferred: marks.some(({ phrase }) => phrase.payload.is === 'deferral'),
      });
    }
  });
}

/** Text of a block without what is already the title of its part. */
function contentOf({ block, part }: Place): readonly string[] {
  if (block.type === 'code') return isDiagram(block) ? block.text.split('\n') : [];
  if (block.type === 'row') return (block.cells ?? [block.text]).filter((cell) => cell !== part.title);
  const titled = part.line === block.line && block.text.startsWith(part.title) && part.kind !== 'heading' && part.kind !== 'document';
  return [titled ? block.text.slice(part.title.length).replace(/^[\s:.—–-]+/, '') : block.text];
}

/** A drawing made of characters is content that someone drew; other code is not. */
function isDiagram({ text }: Block): boolean {
  return /[\u2500-\u257f\u2190-\u21ff\u25bc\u25b6]/.test(text);
}

function addSubstance(sentence: Sentence, parts: readonly ReadPart[]): void {
  if (sentence.empty || sentence.deferred) return;
  for (let part = parts[sentence.part]; part; part = parts[part.parent]) part.substance += sentence.words.length;
}
