import type { Workspace } from '../../facts/index.ts';
import { nameKey } from '../../facts/surroundings.ts';

/**
 * Keys of the people, roles and teams that the organisation lists: in its profile, in CODEOWNERS, among the people of
 * the configuration. None where the profile could not be read, or lists no roles and there is no CODEOWNERS: then
 * nobody can be told to be unknown.
 */
export function knownNames({ profiles, unread, surroundings }: Workspace): ReadonlySet<string> {
  const people = surroundings?.people ?? new Set<string>();
  const hasRoles = profiles.some(({ organisation }) => organisation.roles.length > 0);
  if ((!hasRoles && people.size === 0) || unread.some(({ ref }) => ref.kind === 'profile')) return new Set();
  return new Set([...people, ...profiles.flatMap(({ organisation }) => organisation.names.map(nameKey))]);
}
