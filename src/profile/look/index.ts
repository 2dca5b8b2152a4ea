import type { Guess, LookedAt } from './guess.ts';
import { guessOwners } from './owners.ts';
import { guessFromRecords } from './records.ts';
import { guessProducts } from './signs.ts';

export type { Guess, LookedAt } from './guess.ts';

/** Files that tell something about the organisation. */
const TELLING =
  /(?:\.tf|(?:^|\/)(?:package\.json|pyproject\.toml|requirements[\w.-]*\.txt|CODEOWNERS|\.aimscheck\.ya?ml)|(?:^|\/)(?:Docker|Container)file[\w.-]*|(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml|^\.github\/workflows\/[^/]+\.ya?ml|(?:^|\/)(?:policies|runbooks|incidents|capas)\/.*\.(?:md|ya?ml))$/;

/** Whether a file is worth reading for guesses; what other projects brought along is not. */
export const isTelling = (path: string): boolean =>
  TELLING.test(path) && !/(?:^|\/)(?:node_modules|vendor|\.terraform|fixtures|testdata)\//.test(path);

/**
 * What a repository suggests for the profile, each with the place it was seen: providers, tools, suppliers, AI systems,
 * severity levels, timezone, owners. Nothing is taken for an answer: people confirm it.
 *
 * @param paths every file of the repository
 * @param files those that `isTelling`, with their texts
 */
export function lookAround(paths: readonly string[], files: readonly LookedAt[]): Guess[] {
  return [...guessFromRecords(files), ...guessProducts(paths, files), ...guessOwners(files)];
}
