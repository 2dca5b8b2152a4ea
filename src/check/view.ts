import { openProject, type Project } from '../config/load.ts';
import { headCommit } from '../git/repository.ts';
import { createReader, type ReadResult } from '../read.ts';
import type { Zone } from '../time.ts';
import { type CheckOptions, readAsOf, zoneOf } from './inputs.ts';
import { withTimezoneOfProfile } from './timezone.ts';

/** What is checked, and the instant that counts as now: the work tree, or what a commit holds. */
export interface View {
  readonly project: Project;
  readonly zone: Zone;
  readonly asOf: number;
  readonly commit: string | null;
  /** Files relative to the root of the project; undefined: whatever the work tree has. */
  readonly files?: readonly string[];
  readonly open: (
    wanted: readonly { readonly path: string }[],
    maxBytes: number,
  ) => ((path: string) => ReadResult) | Promise<(path: string) => ReadResult>;
}

/** @throws UsageError for options or configuration the user can mend. */
export async function openView(options: CheckOptions): Promise<View> {
  if (options.at !== undefined) return (await import('./at.ts')).openViewAt(options, options.at);
  const found = await openProject(options.cwd, options.config);
  // Git is asked while the rest is made ready.
  const head = found.isGit ? headCommit(found.base) : null;
  const open: View['open'] = (_, maxBytes) => createReader({ base: found.base, maxBytes });
  const project = await withTimezoneOfProfile(found, open);
  const zone = await zoneOf(project);
  return {
    project,
    zone,
    asOf: readAsOf(options.asOf ?? '', zone),
    commit: await head,
    open,
  };
}
