import type { DeepPartial, Profile } from '../documents.ts';
import type { Reference } from './records.ts';

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
  /** Days on which it does not work, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

export function organisationFacts({
  organisation,
  jurisdictions,
  regimes,
  suppliers = [],
  team_practices,
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
    holidays: team_practices?.holidays ?? [],
  };
}
