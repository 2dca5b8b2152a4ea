import { relative, resolve } from 'node:path';
import type { Project } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import type { ReadResult } from '../read.ts';
import { toPosix } from '../text/posix.ts';
import { BASELINE_FILE, type Baseline, readBaseline } from './baseline.ts';
import type { CheckOptions } from './inputs.ts';

/** Path of the baseline, relative to the base of the project. */
export function baselinePath(
  { baseline, cwd }: Pick<CheckOptions, 'baseline' | 'cwd'>,
  { base, root }: Project,
): string {
  return toPosix(relative(base, baseline ? resolve(cwd, baseline) : resolve(root, BASELINE_FILE)));
}

/**
 * The known findings of a project; undefined where there is no such file.
 * @throws UsageError where a file that was named is not there, or is no baseline
 */
export function openBaseline(
  options: Pick<CheckOptions, 'baseline' | 'cwd'>,
  project: Project,
  read: (path: string) => ReadResult,
): { readonly content: Baseline; readonly path: string } | undefined {
  if (options.baseline === false) return undefined;
  const path = baselinePath(options, project);
  const found = read(path);
  if ('text' in found) return { content: readBaseline(found.text, path), path };
  if ('refused' in found) throw new UsageError(`${path}: ${found.refused}`);
  if (options.baseline !== undefined) throw new UsageError(`no baseline at ${path}; write it with --update-baseline`);
  return undefined;
}
