import { join, relative } from 'node:path';
import { CONVENTIONAL_GLOBS } from '../config/kinds.ts';
import type { Project } from '../config/load.ts';
import type { ReadResult } from '../read.ts';
import { isRecord } from '../text/is-record.ts';
import { toPosix } from '../text/posix.ts';
import { isTimezone } from '../time.ts';
import type { View } from './view.ts';

const LARGEST_PROFILE = 1024 * 1024;

/**
 * The project with the timezone of its profile (`team_practices.timezone`), where the configuration names none. A profile
 * that cannot be read, or that names no timezone there is, changes nothing: it is told of that by findings of its own.
 */
export async function withTimezoneOfProfile(project: Project, open: View['open']): Promise<Project> {
  if (project.config.timezone !== undefined) return project;
  const name = project.config.profile ?? CONVENTIONAL_GLOBS.profile[0] ?? '';
  const path = toPosix(relative(project.base, join(project.root, name)));
  const read = await open([{ path }], LARGEST_PROFILE);
  const timezone = await timezoneIn(read(path));
  return timezone === undefined ? project : { ...project, config: { ...project.config, timezone } };
}

async function timezoneIn(read: ReadResult): Promise<string | undefined> {
  // The reader of YAML is only loaded for a profile that may name one.
  if (!('text' in read) || !read.text.includes('timezone')) return undefined;
  const { readYaml } = await import('../parse/yaml.ts');
  const [profile] = (await readYaml(read.text)).values;
  const practices = isRecord(profile) ? profile.team_practices : undefined;
  const timezone = isRecord(practices) ? practices.timezone : undefined;
  return typeof timezone === 'string' && isTimezone(timezone) ? timezone : undefined;
}
