import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { gitFolder } from '../git/repository.ts';
import { commitAt, commitTime, findCommit } from '../git/revision.ts';
import { openSnapshot, type Snapshot } from '../history/snapshot.ts';
import { isDate, isDateTime, UTC, type Zone } from '../time.ts';
import { type CheckOptions, readAsOf, zoneOf } from './inputs.ts';
import { withTimezoneOfProfile } from './timezone.ts';
import type { View } from './view.ts';

/**
 * The repository as it was committed then: at a revision, whose date counts as now, or on a date.
 * @throws UsageError where there was no commit then, or its configuration cannot be used
 */
export async function openViewAt(options: CheckOptions, at: string): Promise<View> {
  if (options.changed || options.stdin)
    throw new UsageError('--at: looks back; leave out --changed and --stdin-filename');
  const root = gitFolder(resolve(options.cwd));
  if (root === undefined) throw new UsageError('--at: there is no Git repository here');
  const { snapshot, zone } =
    isDate(at) || isDateTime(at) ? await onDate(root, options, at) : await ofRevision(root, options, at);
  const { commit, project, files, open } = snapshot;
  const asOf = options.asOf ?? (isDate(at) || isDateTime(at) ? at : undefined);
  const now = asOf === undefined ? await commitTime(root, commit) : readAsOf(asOf, zone);
  if (now === undefined) throw new UsageError(`--at: the date of commit ${commit} cannot be read`);
  return { project, zone, asOf: now, commit, files, open };
}

interface Then {
  readonly snapshot: Snapshot;
  readonly zone: Zone;
}

async function ofRevision(root: string, { cwd, config }: CheckOptions, at: string): Promise<Then> {
  const commit = await findCommit(root, at);
  if (commit === undefined) {
    throw new UsageError(`--at: "${at}" is no commit of this clone; for older ones run "git fetch --unshallow"`);
  }
  return openThen(cwd, commit, config);
}

async function openThen(cwd: string, commit: string, config?: string): Promise<Then> {
  const found = await openSnapshot(cwd, commit, config);
  const project = await withTimezoneOfProfile(found.project, found.open);
  return { snapshot: { ...found, project }, zone: await zoneOf(project) };
}

/** The day ends where the organisation is, which the configuration or the profile of that day says. */
async function onDate(root: string, { cwd, config }: CheckOptions, at: string): Promise<Then> {
  const open = async (zone: Zone): Promise<Then> => {
    const commit = await commitAt(root, readAsOf(at, zone));
    if (commit === undefined) throw new UsageError(`--at: nothing was committed on or before ${at}`);
    return openThen(cwd, commit, config);
  };
  const first = await open(UTC);
  return first.zone.name === UTC.name ? first : open(first.zone);
}
