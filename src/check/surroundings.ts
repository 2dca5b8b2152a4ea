import { relative } from 'node:path';
import type { Project } from '../config/load.ts';
import { CODEOWNERS_PATHS, nameKey, ownersIn, pathLookup, type Surroundings } from '../facts/surroundings.ts';
import type { ReadResult } from '../read.ts';
import { toPosix } from '../text/posix.ts';

/** Looks at what the repository holds beside the documents: the list of files, and CODEOWNERS where one is listed. */
export function surroundingsOf(
  project: Project,
  listed: readonly string[],
  read: (path: string) => ReadResult,
): Surroundings {
  const { people: configured = {} } = project.config;
  const path = CODEOWNERS_PATHS.find((one) => listed.includes(one));
  const owners = path === undefined ? undefined : read(path);
  return {
    hasPath: pathLookup(listed, toPosix(relative(project.base, project.root))),
    people: new Set([
      ...Object.entries(configured).flat().map(nameKey),
      ...(owners && 'text' in owners ? ownersIn(owners.text) : []),
    ]),
  };
}
