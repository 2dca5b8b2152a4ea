import type { DeepPartial, Profile } from '../documents.ts';
import { personName } from './person.ts';
import type { Reference } from './reference.ts';

/** What the profile says of the organisation beside its systems. */
export interface OrganisationFacts {
  readonly runsCriticalInfrastructure: boolean;
  readonly jurisdictions: readonly Reference[];
  readonly regimes: readonly {
    readonly id: string;
    readonly isApplicable: boolean;
    readonly hasRationale: boolean;
    readonly noticeHours: number | undefined;
    readonly pointer: string;
  }[];
  readonly suppliers: readonly { readonly name: string; readonly hasNotice: boolean; readonly pointer: string }[];
  readonly roles: readonly {
    readonly id: string;
    readonly title: string | undefined;
    readonly holder: string | undefined;
    readonly backup: string | undefined;
    readonly pointer: string;
  }[];
  /** Handles, roles and titles that it lists, as written. */
  readonly names: readonly string[];
  /** Who can read the repository, where the profile says so. */
  readonly visibility: string | undefined;
  /** Years that records are kept. */
  readonly recordYears: number | undefined;
  /** Days on which it does not work, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  /** IANA name of its timezone, as written. */
  readonly timezone: string | undefined;
  /** Controls of Annex A that the statement of applicability excludes. */
  readonly excludedControls: readonly string[];
}

export function organisationFacts({
  organisation,
  jurisdictions,
  regimes,
  suppliers = [],
  team_practices,
  aims,
  roles = [],
  ai_systems = [],
  repository,
  retention,
}: DeepPartial<Profile>): OrganisationFacts {
  return {
    runsCriticalInfrastructure: organisation?.critical_infrastructure === true,
    jurisdictions: (jurisdictions ?? []).map((id, i) => ({ id, pointer: `/jurisdictions/${i}` })),
    regimes: (regimes ?? []).flatMap(({ id, applicable, rationale, notice_hours }, i) =>
      id === undefined
        ? []
        : [
            {
              id,
              isApplicable: applicable === true,
              hasRationale: (rationale ?? '').trim() !== '',
              noticeHours: notice_hours,
              pointer: `/regimes/${i}`,
            },
          ],
    ),
    suppliers: suppliers.flatMap(({ name, notice_hours: notice }, i) =>
      name === undefined ? [] : [{ name, hasNotice: notice !== undefined, pointer: `/suppliers/${i}` }],
    ),
    roles: roles.flatMap(({ id, title, holder, backup }, i) =>
      id === undefined ? [] : [{ id, title, holder, backup, pointer: `/roles/${i}` }],
    ),
    names: [
      ...roles.flatMap(({ id, title, holder, backup }) =>
        [id, title, holder, backup].filter((name) => name !== undefined),
      ),
      ...ai_systems.flatMap(({ owner }) => personName(owner) ?? []),
    ],
    visibility: repository?.visibility,
    recordYears: typeof retention?.records_years === 'number' ? retention.records_years : undefined,
    holidays: team_practices?.holidays ?? [],
    timezone: team_practices?.timezone,
    excludedControls: aims?.excluded_controls ?? [],
  };
}
