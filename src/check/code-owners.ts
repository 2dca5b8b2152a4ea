import { CODEOWNERS_PATHS } from '../facts/surroundings.ts';

/** Logins and teams, without @, that own a path: those of the last pattern that fits, as GitHub has it. */
export type OwnersOf = (path: string) => readonly string[];

interface Entry {
  readonly fits: (path: string) => boolean;
  readonly owners: readonly string[];
}

const NOBODY: readonly string[] = [];

/** Reads the first CODEOWNERS file that is there. */
export async function codeOwners(textOf: (path: string) => string | undefined): Promise<OwnersOf> {
  const text = CODEOWNERS_PATHS.map(textOf).find((one) => one !== undefined);
  if (text === undefined) return () => NOBODY;
  const module = (await import('ignore')) as unknown as { default: () => Ignore };
  const entries = text.split('\n').flatMap((line): Entry[] => {
    const [pattern = '', ...owners] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (pattern === '' || pattern.startsWith('[') || pattern.startsWith('!')) return [];
    const matcher = module.default().add(pattern);
    return [{ fits: (path) => matcher.ignores(path), owners: owners.map((owner) => owner.replace(/^@/, '')) }];
  });
  return (path) => entries.findLast(({ fits }) => fits(path))?.owners ?? NOBODY;
}

interface Ignore {
  readonly add: (pattern: string) => Ignore;
  readonly ignores: (path: string) => boolean;
}
