import type { CompiledDefinition, Mark } from './compile.ts';
import type { Reading } from './reading.ts';
import type { TitleMarks } from './type.ts';

/** A document speaks of a context when its title does, or when its text does more than in passing. */
const ENOUGH_MENTIONS = 2;
const ENOUGH_IN_A_HUNDRED_WORDS = 0.5;

/** Topics that exist only in documents of a certain context, such as AI, are left out elsewhere. */
export function inContext(
  reading: Reading,
  title: TitleMarks,
  compiled: CompiledDefinition,
): (topic: number) => boolean {
  const named = new Set(title.marks.flatMap(({ is }) => (is.is === 'context' ? [is.context] : [])));
  const mentions = new Map<string, number>();
  let words = 0;
  for (const sentence of reading.sentences) {
    words += sentence.words.length;
    for (const { phrase } of sentence.marks) count(phrase.payload, mentions);
  }
  for (const { kind, marks } of reading.parts)
    if (kind === 'heading') for (const { phrase } of marks) count(phrase.payload, mentions);
  const least = Math.max(ENOUGH_MENTIONS, (words / 100) * ENOUGH_IN_A_HUNDRED_WORDS);
  return (topic) => {
    const context = compiled.topics[topic]?.definition.context;
    return context === undefined || named.has(context) || (mentions.get(context) ?? 0) >= least;
  };
}

function count(mark: Mark, mentions: Map<string, number>): void {
  if (mark.is === 'context') mentions.set(mark.context, (mentions.get(mark.context) ?? 0) + 1);
}
