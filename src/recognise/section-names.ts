import type { Block } from '../types.ts';
import { buildOutline } from './outline.ts';
import { compilePhrases, matchPhrases } from './phrases.ts';
import { compileSpellings, wordsOf } from './words.ts';

/** A section known by its headings alone, such as a runbook's: phrases of a heading in the language of phrases.ts. */
export interface SectionSpec {
  readonly key: string;
  readonly aliases: readonly string[];
}

export interface NamedSection {
  readonly key: string;
  readonly heading: string;
  readonly line: number;
  /** Words of content under the heading. */
  readonly words: number;
}

const NO_SPELLINGS = compileSpellings({
  'roll back': 'rollback',
  'fall back': 'fallback',
  'shut down': 'shutdown',
  'kill switch': 'killswitch',
  'post mortem': 'postmortem',
});

/** Sections named by headings, bold lines, steps and labels of a document; the first of each key. */
export function recogniseSections(blocks: readonly Block[], specs: readonly SectionSpec[]): NamedSection[] {
  const book = compilePhrases(
    specs.flatMap(({ key, aliases }) => aliases.map((source) => ({ source, payload: key }))),
    {},
    NO_SPELLINGS,
  );
  const { parts, partOf } = buildOutline(blocks);
  const words = parts.map(() => 0);
  blocks.forEach((block, at) => {
    if (block.type === 'heading') return;
    const count = wordsOf(block.text, NO_SPELLINGS).length;
    for (let part = parts[partOf[at] ?? 0]; part; part = parts[part.parent])
      words[part.index] = (words[part.index] ?? 0) + count;
  });
  const found = new Map<string, NamedSection>();
  for (const part of parts) {
    if (part.kind === 'document' || part.kind === 'title' || part.kind === 'row') continue;
    for (const { phrase } of matchPhrases(wordsOf(part.title, NO_SPELLINGS), book)) {
      const key = phrase.payload;
      if (!found.has(key)) found.set(key, { key, heading: part.title, line: part.line, words: words[part.index] ?? 0 });
    }
  }
  return [...found.values()];
}
