import type { OrganisationFacts, ProfileFacts, Reference } from '../facts/index.ts';
import { isTimezone } from '../time.ts';
import type { Report } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'profile-inconsistent',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['4.2', '5.3', 'A.4.2'],
  summary:
    'The organisation profile contradicts itself: an id twice, a role without a real backup, a regime decided without a reason.',
  rationale:
    'Records, deadlines and issues take people, systems and duties from the profile; what it says twice or halfway, they get wrong.',
  fix: 'Write each system, role and regime once, a backup who is somebody else, and why a regime does not apply.',
  *check({ profiles }) {
    for (const { ref, systems, organisation } of profiles) {
      for (const report of [
        ...findTwice(systems, organisation),
        ...findBackups(organisation),
        ...findUnreasoned(organisation),
        ...findTimezone(organisation),
      ]) {
        yield { document: ref, ...report };
      }
    }
  },
});

function findTwice(systems: ProfileFacts['systems'], { roles, regimes }: OrganisationFacts): Report[] {
  const lists: readonly (readonly [string, readonly Reference[]])[] = [
    ['system', systems],
    ['role', roles],
    ['regime', regimes],
  ];
  return lists.flatMap(([what, list]) => {
    const first = new Set<string>();
    return list.flatMap(({ id, pointer }): Report[] => {
      if (!first.has(id)) {
        first.add(id);
        return [];
      }
      return [{ place: { pointer: `${pointer}/id` }, message: `The ${what} ${JSON.stringify(id)} is listed twice` }];
    });
  });
}

function findBackups({ roles }: OrganisationFacts): Report[] {
  return roles
    .filter(({ holder, backup }) => holder !== undefined && holder === backup)
    .map(({ id, holder, pointer }) => ({
      place: { pointer: `${pointer}/backup` },
      message: `${holder} is holder and backup of ${id}: nobody stands in`,
    }));
}

function findUnreasoned({ regimes }: OrganisationFacts): Report[] {
  return regimes
    .filter(({ isApplicable, hasRationale }) => !isApplicable && !hasRationale)
    .map(({ id, pointer }) => ({
      place: { pointer: `${pointer}/rationale`, on: 'key' as const },
      message: `Missing rationale why ${id} does not apply`,
    }));
}

function findTimezone({ timezone }: OrganisationFacts): Report[] {
  if (timezone === undefined || isTimezone(timezone)) return [];
  const message = `Unknown timezone ${JSON.stringify(timezone)}: days are counted in UTC; use an IANA name such as Europe/Oslo`;
  return [{ place: { pointer: '/team_practices/timezone' }, message }];
}
