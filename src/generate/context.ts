import type { Profile } from '../documents.ts';
import { isEuropean, placeName } from '../profile/jurisdictions.ts';
import { regimesOf } from './regimes.ts';
import { systemsOf } from './systems.ts';
import { limitOf, list, period, spelled, spellTimes, unique } from './words.ts';

/** What the templates speak of, made from a profile that answers every question. */
export type TemplateContext = Readonly<Record<string, unknown>>;

type Roles = NonNullable<Profile['roles']>;

/** Columns of the severity table and the promise each states, in their order. */
const COLUMNS = [
  { title: 'Triage', kind: 'triage' },
  { title: 'Containment', kind: 'containment' },
  { title: 'Root cause', kind: 'root-cause' },
  { title: 'CAPA plan', kind: 'capa-plan' },
  { title: 'CAPA due', kind: 'capa-due' },
  { title: 'Review', kind: 'incident-review' },
] as const;

export function templateContext(profile: Profile): TemplateContext {
  const roles = profile.roles ?? [];
  const practice = profile.team_practices ?? {};
  const { cloud_providers: clouds = [], suppliers = [] } = profile;
  return {
    org: {
      name: profile.organisation.short_name,
      legal_name: profile.organisation.legal_name ?? profile.organisation.short_name,
      service: profile.organisation.service,
    },
    aims: {
      ...profile.aims,
      scope: profile.aims?.scope?.replace(/\.$/, ''),
      roles: list(profile.aims?.roles ?? []),
      objectives: (profile.aims?.objectives ?? []).map((one) => ({ ...one, owner: roleOf(one.owner, roles) })),
    },
    role: Object.fromEntries(
      Object.entries(profile.responsibilities ?? {}).map(([task, id]) => [task, roleOf(String(id), roles)]),
    ),
    roles: roles.map((one) => ({ ...one, title: one.title ?? one.id })),
    systems: systemsOf(profile),
    clouds: {
      list: list(clouds.map(({ name }) => name)),
      and_suppliers: list(unique([...clouds, ...suppliers].map(({ name }) => name))),
      all: clouds.map((cloud) => ({
        name: cloud.name,
        services: list(cloud.services ?? []),
        regions: list(cloud.regions ?? []),
      })),
    },
    identity: list(profile.identity_systems ?? []),
    identity_main: profile.identity_systems?.[0],
    tools: profile.tools ?? {},
    practice,
    channel: profile.channels ?? {},
    suppliers: suppliers.map((supplier) => ({
      ...supplier,
      notice: `${supplier.notice_hours} hours`,
      kept: period(supplier.earlier_versions ?? ''),
    })),
    data: { ...spellTimes(profile.data_governance), sources: list(profile.data_governance?.sources ?? []) },
    oversight: spellTimes(profile.human_oversight),
    impact: spellTimes(profile.impact_assessment),
    risk: spellTimes(profile.risk_management),
    monitoring: spellTimes(profile.monitoring),
    transparency: spellTimes(profile.transparency),
    law: lawOf(profile),
    severities: severitiesOf(profile, roles),
    promises: promisesOf(profile),
    regimes: regimesOf(profile),
    jurisdictions: list((profile.jurisdictions ?? []).map(placeName)),
  };
}

/** Laws that the texts speak of only where they apply. */
function lawOf({ jurisdictions = [], regimes = [] }: Profile) {
  const applies = (id: string) => regimes.some((regime) => regime.applicable && regime.id.startsWith(id));
  return {
    ai_act: jurisdictions.some(isEuropean),
    gdpr: applies('eu-gdpr-') || applies('uk-gdpr-'),
    hipaa: applies('us-hipaa-'),
  };
}

function severitiesOf(
  { severity_scale = [], severity_criteria = {}, escalation = {}, slas = {} }: Profile,
  roles: Roles,
) {
  return severity_scale.map((id) => ({
    id,
    criteria: severity_criteria[id],
    times: COLUMNS.map(({ kind }) => within(limitOf(slas[kind], id), kind)),
    told: list((escalation[id]?.tell ?? []).map((role) => roleOf(role, roles).title)),
    told_within: spelled(escalation[id]?.within ?? ''),
  }));
}

function promisesOf({ slas = {}, team_practices: practice }: Profile) {
  return {
    columns: COLUMNS.map(({ title }) => ({ title })),
    drill_interval: spelled(limitOf(slas.drill, '')),
    drill: `Every runbook is practised at least every ${spelled(limitOf(slas.drill, ''))}.`,
    effectiveness: `within ${spelled(limitOf(slas.effectiveness, ''))} of implementation`,
    retention: `Evidence is retained for ${spelled(limitOf(slas.retention, ''))}.`,
    policy_review: `This policy is reviewed at least every ${practice?.policy_review_months ?? ''} months.`,
  };
}

function within(limit: string, kind: string): string {
  if (limit === 'none' || limit === '') return 'none promised';
  return `within ${spelled(limit)}${kind === 'incident-review' ? ' of restoration' : ''}`;
}

function roleOf(id: string, roles: Roles) {
  const role = roles.find((one) => one.id === id);
  return { title: role?.title ?? id, holder: role?.holder, backup: role?.backup };
}
