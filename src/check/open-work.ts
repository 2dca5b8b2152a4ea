import { type Discovery, discover } from '../discover.ts';
import { CODEOWNERS_PATHS } from '../facts/surroundings.ts';
import { fieldMaps } from '../fields/mapping.ts';
import { changedPaths } from '../git/repository.ts';
import type { ReadResult } from '../read.ts';
import type { Means } from './examine-files.ts';
import type { Examining } from './examining.ts';
import { type CheckOptions, withStdin } from './inputs.ts';
import { baselinePath } from './open-baseline.ts';
import { reviewsPath } from './open-reviews.ts';
import { definitionPaths, readOwnDefinitions } from './own-definitions.ts';
import { armRules } from './rule-set.ts';
import { openView, type View } from './view.ts';

/** What is checked, and by what: all that is known before the first document is looked at. */
export interface Work {
  readonly view: View;
  readonly discovery: Discovery;
  /** Paths that the change under check touches; undefined where there is none, or its base is not there. */
  readonly touched: readonly string[] | undefined;
  readonly read: (path: string) => ReadResult;
  readonly maxBytes: number;
  readonly examining: Examining;
  /** Undefined where only this thread can read, and nothing is kept: what is not in the work tree. */
  readonly means: Means | undefined;
}

/** @throws UsageError for options or configuration the user can mend. */
export async function openWork(options: CheckOptions): Promise<Work> {
  const [view, { rules: all }] = await Promise.all([openView(options), import('../generated/rules.ts')]);
  const { project, zone, asOf } = view;
  const rules = armRules(all, project.config, { asOf, zone });
  const [discovery, touched] = await Promise.all([
    discover(project, view.files),
    options.changed ? changedPaths(project.base, options.changed.base, options.changed.head) : undefined,
  ]);
  const maxBytes = Number(rules.options('document-unreadable').max_kib ?? 1024) * 1024;
  const own = definitionPaths(project);
  const beside = [baselinePath(options, project), reviewsPath(project), ...CODEOWNERS_PATHS, ...own];
  const wanted = [...discovery.files, ...beside.map((path) => ({ path }))];
  const read = withStdin(await view.open(wanted, maxBytes), options, project);
  const definitions = own.length > 0 ? await readOwnDefinitions(own, read) : undefined;
  const { sharing, cache } = options;
  const keeping = cache === false ? undefined : options.keeping;
  const means = view.files || options.stdin ? undefined : { project, maxBytes, sharing, keeping };
  const examining = { read, rules, fields: fieldMaps(project.config), definitions };
  return { view, discovery, touched, read, maxBytes, examining, means };
}
