import { relative, resolve } from 'node:path';
import type { Checked } from '../check/index.ts';
import { UsageError } from '../errors.ts';
import type { IncidentFacts } from '../facts/index.ts';
import { terminalText } from '../text/escape.ts';
import { toPosix } from '../text/posix.ts';
import { suggest } from '../text/suggest.ts';

/** The incident of an id or a file. @throws UsageError where there is none */
export function findIncident(name: string, { workspace, project }: Checked, cwd: string): IncidentFacts {
  const path = toPosix(relative(project.base, resolve(cwd, name)));
  const found = workspace.incidents.find(({ id, ref }) => id === name || ref.path === path);
  if (found) return found;
  const near = suggest(
    name,
    workspace.incidents.flatMap(({ id }) => id ?? []),
  );
  throw new UsageError(
    `no incident "${terminalText(name)}"${near === undefined ? '' : `; did you mean "${terminalText(near)}"?`}`,
  );
}
