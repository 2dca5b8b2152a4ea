import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceResult } from '../../../src/conformance/model.ts';
import { createRepository, type Repository } from '../../support/repository.ts';
import { type Ran, run } from '../../support/run.ts';

export const PERIOD = '2026-01-01..2026-12-31';
const REPOSITORY = 'https://github.com/example/aims';

/** Every format of the report command but for those that print only. */
export const FORMATS = [
  'html=report.html',
  'json=report.json',
  'markdown=report.md',
  'csv=csv',
  'pdf=report.pdf',
  'oscal=assessment-results.json',
  'oscal-poam=poam.json',
  'oscal-catalog=catalog.json',
  'oscal-component=component.json',
  'sarif=report.sarif',
  'junit=report.xml',
] as const;

/** Runs the report command in a repository; files go into `folder`. */
export function report(cwd: string, folder: string, ...args: string[]): Promise<Ran> {
  const formats = FORMATS.flatMap((format) => ['--format', format.replace('=', `=${folder}/`)]);
  const flags = ['--as-of', '2026-11-23', '--period', PERIOD, '--repository', REPOSITORY, '--fail-on', 'never'];
  return run(cwd, 'report', ...flags, ...(args.length > 0 ? args : formats));
}

export interface Reported {
  readonly repository: Repository;
  readonly folder: string;
  readonly read: (name: string) => string;
  readonly result: ConformanceResult;
}

/** A fixture with its reports in its Git folder; in every format where none is named. */
export async function reportOn(fixture: string, names: readonly string[] = FORMATS): Promise<Reported> {
  const repository = createRepository(fixture);
  const folder = createFolder(repository);
  const formats = names.flatMap((name) => ['--format', name.replace('=', `=${folder}/`)]);
  const { code, stderr } = await report(repository.path, folder, ...formats);
  if (code !== 0) throw new Error(stderr);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { repository, folder, read, result: JSON.parse(read('report.json')) };
}

/** Reports inside the Git folder are no part of the work tree. */
function createFolder({ path }: Repository): string {
  return join(path, '.git', 'reports');
}
