import { CONFIG_FILE, type Project } from '../config/load.ts';
import type { Draft } from './draft.ts';
import type { CheckOptions } from './inputs.ts';

export function configDrafts(
  unmatched: readonly { pointer: string; glob: string }[],
  { configPath = '' }: Project,
): Draft[] {
  return unmatched.map(({ pointer, glob }) => ({
    rule: 'config-glob-unmatched',
    message: `The glob "${glob}" matches no file`,
    subject: configPath,
    document: { kind: 'config', path: configPath, index: 0, base: '' },
    place: { pointer },
  }));
}

/** Said once where a change is checked but its base is not there. */
export function baseDrafts(
  { changed }: CheckOptions,
  touched: readonly string[] | undefined,
  { configPath }: Project,
): Draft[] {
  if (!changed || touched) return [];
  const path = configPath ?? CONFIG_FILE;
  return [
    {
      rule: 'base-unknown',
      subject: path,
      document: { kind: 'config', path, index: 0, base: '' },
      place: { line: 1 },
      message: `The base "${changed.base}" of the change is not in this clone: every date rule is at most a warning`,
    },
  ];
}
