import type { CompiledDefinition } from './compile.ts';
import type { Reading } from './reading.ts';
import type { TitleMarks } from './type.ts';

const ENOUGH_MENTIONS = 3;

/** Topics that exist only in documents of a certain context, such as AI, are left out elsewhere. */
export function inContext(
  reading: Reading,
  title: TitleMarks,
  compiled: CompiledDefinition,
): (topic: number) => boolean {
  const mentions = new Map<string, number>();
  const count = (context: string, weight: number) => mentions.set(context, (mentions.get(context) ?? 0) + weight);
  for (const { is } of title.marks) if (is.is === 'context') count(is.context, ENOUGH_MENTIONS);
  for (const { marks } of [...reading.sentences, ...reading.parts]) {
    for (const { phrase } of marks) if (phrase.payload.is === 'context') count(phrase.payload.context, 1);
  }
  return (topic) => {
    const context = compiled.topics[topic]?.definition.context;
    return context === undefined || (mentions.get(context) ?? 0) >= ENOUGH_MENTIONS;
  };
}
