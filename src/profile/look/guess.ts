/** A file of the repository that is looked at: path relative to its root, with `/`. */
export interface LookedAt {
  readonly path: string;
  readonly text: string;
}

/** What the repository suggests as an answer. */
export interface Guess {
  /** Path in the profile; of a list, that of the list: the value is an item of it. */
  readonly place: string;
  readonly value: string | Readonly<Record<string, unknown>>;
  /** Where it is seen: `infra/main.tf:12`. */
  readonly source: string;
}

/** Lines of a text with their numbers, from 1. */
export const linesOf = ({ text }: LookedAt): (readonly [line: string, number: number])[] =>
  text.split(/\r?\n/).map((line, i) => [line, i + 1] as const);

/** Whether a name is meant by one of a list in which a star stands for any characters. */
export function isAnyOf(name: string, patterns: readonly string[] = []): boolean {
  return patterns.some((pattern) => {
    const [start = '', end] = pattern.split('*');
    return end === undefined
      ? name === pattern
      : name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  });
}
