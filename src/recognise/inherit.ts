import { UsageError } from '../errors.ts';
import type { Definition, Recognition } from './definition.ts';

/** A definition as it is written: its recognition may build on that of another one. */
export interface WrittenDefinition extends Omit<Definition, 'recognition'> {
  readonly recognition: Partial<Recognition> & Pick<Recognition, 'type'> & { readonly inherits?: string };
}

/**
 * Completes definitions whose recognition says `inherits: <type>`: words are joined, everything else of their own stands in
 * the place of the inherited. What a title of another type is, each definition says itself.
 *
 * @throws UsageError when the type inherited from does not exist, or inherits itself.
 */
export function completeDefinitions(written: readonly WrittenDefinition[]): Definition[] {
  return written.map((definition) => ({ ...definition, recognition: complete(definition, written) }));
}

function complete({ type, recognition }: WrittenDefinition, all: readonly WrittenDefinition[]): Recognition {
  const { inherits, ...own } = recognition;
  if (inherits === undefined) return own as Recognition;
  const base = all.find((candidate) => candidate.type === inherits)?.recognition;
  if (!base || base.inherits !== undefined)
    throw new UsageError(
      `definition "${type}": "inherits: ${inherits}" names no definition with a recognition of its own`,
    );
  const inherited = base as Recognition;
  return { ...inherited, ...own, words: { ...inherited.words, ...own.words } };
}
