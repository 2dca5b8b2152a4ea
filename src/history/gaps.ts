import type { Gap } from './model.ts';

/** Why a history cannot be judged, and what mends it. */

export const NO_GIT: Gap = {
  key: 'no-git',
  reason: 'There is no Git history here',
  help: 'Keep the records in a Git repository and run the command in a clone of it.',
};

export const BROKEN: Gap = {
  key: 'broken',
  reason: 'Git could not read the history of this repository',
  help: 'Run "git fsck" in it, and clone it again where that finds damage.',
};

export const SHALLOW: Gap = {
  key: 'shallow',
  reason: 'This clone is shallow: what was committed before its first commit is not there',
  help: 'Set "fetch-depth: 0" for actions/checkout, or run "git fetch --unshallow".',
};

export const MISSING: Gap = {
  key: 'partial',
  reason: 'This clone is partial: earlier versions of records are not there',
  help: 'Run "git fetch --refetch --no-filter", or clone without --filter.',
};

export const LATER: Gap = {
  key: 'later',
  reason: 'The commit that is checked was made after the as-of date: what was committed since is not judged',
  help: 'Leave out --as-of, or look back with --at; where the clock of a committer ran ahead, it is judged from its date on.',
};
