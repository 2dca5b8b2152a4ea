import { clocks } from '../generated/clocks.ts';
import type { Markdown } from '../types.ts';

/** Spellings by which texts name each law or code of policies/notification-clocks.yml, as plain words. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  clocks.flatMap(({ instrument, known_as }) => (known_as ? [[instrument, known_as.map(plain)] as const] : [])),
);

/** Whether the data knows by which names a policy may call it. */
export const hasNames = (instrument: string): boolean => NAMES.has(instrument);

/** Laws and codes with duties to notify, by their `instrument` there, that a document names anywhere in its text. */
export function lawsNamed({ blocks }: Pick<Markdown, 'blocks'>): string[] {
  const text = plain(blocks.map((block) => block.text).join(' '));
  return [...NAMES].flatMap(([instrument, names]) => (names.some((name) => text.includes(name)) ? [instrument] : []));
}

/** " gdpr article 33 ": words between single spaces, so that a name is found as whole words alone. */
function plain(text: string): string {
  return ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
}
