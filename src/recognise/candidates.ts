import type { Markdown } from '../types.ts';
import type { Definition } from './definition.ts';
import { compilePhrases, matchPhrases } from './phrases.ts';
import { compileSpellings, wordsOf } from './words.ts';

/** Whether a title is one of a definition's own; compiled once, so that a document is read by few definitions. */
export type TitleTest = (title: string) => boolean;

export function compileTitles({ recognition }: Definition): TitleTest {
  const spellings = compileSpellings(recognition.spellings);
  const entries = (phrases: readonly string[], payload: boolean) => phrases.map((source) => ({ source, payload }));
  const own = entries(Object.values(recognition.type.titles).flat(), true);
  const book = compilePhrases([...own, ...entries(recognition.type.other_titles, false)], recognition.words, spellings);
  return (title) => {
    const marks = matchPhrases(wordsOf(title, spellings), book).map(({ phrase }) => phrase.payload);
    return marks.includes(true) && !marks.includes(false);
  };
}

/** The titles of a document: of its front matter, and its headings of the highest rank. */
export function titlesIn({ blocks }: Markdown, frontMatter: Readonly<Record<string, unknown>>): string {
  const headings = blocks.filter(({ type }) => type === 'heading');
  const rank = Math.min(...headings.map(({ depth }) => depth));
  const first = headings.find(({ depth }) => depth === rank)?.text ?? '';
  return typeof frontMatter.title === 'string' ? frontMatter.title : first;
}
