import type { Profile } from '../documents.ts';
import { regimesOf } from './regimes.ts';

/** What the templates speak of, made from a profile that answers every question. */
export type TemplateContext = Readonly<Record<string, unknown>>;

type System = NonNullable<Profile['ai_systems']>[number];
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
  const systems = (profile.ai_systems ?? []).filter(({ status }) => status !== 'retired');
  const practice = profile.team_practices ?? {};
  return {
    org: {
      name: profile.organisation.short_name,
      legal_name: profile.organisation.legal_name ?? profile.organisation.short_name,
      service: profile.organisation.service,
    },
    aims: { scope: profile.aims?.scope?.replace(/\.$/, ''), roles: list(profile.aims?.roles ?? []) },
    role: Object.fromEntries(
      Object.entries(profile.responsibilities ?? {}).map(([task, id]) => [task, roleOf(String(id), roles)]),
    ),
    roles: roles.map((one) => ({ ...one, title: one.title ?? one.id })),
    systems: systemsContext(systems),
    clouds: {
      list: list((profile.cloud_providers ?? []).map(({ name }) => name)),
      all: (profile.cloud_providers ?? []).map((cloud) => ({
        name: cloud.name,
        services: list(cloud.services ?? []),
        regions: list(cloud.regions ?? []),
      })),
    },
    identity: list(profile.identity_systems ?? []),
    tools: profile.tools ?? {},
    practice,
    channel: profile.channels ?? {},
    suppliers: (profile.suppliers ?? []).map((supplier) => ({ ...supplier, notice: `${supplier.notice_hours} hours` })),
    severities: severitiesOf(profile, roles),
    promises: promisesOf(profile),
    regimes: regimesOf(profile),
    jurisdictions: list(profile.jurisdictions ?? []),
  };
}

function systemsContext(systems: readonly System[]) {
  return {
    live: systems.map((system) => ({
      ...system,
      owner: personOf(system.owner),
      models: list(system.models ?? []),
      data: list(system.data_categories ?? []),
      groups: list(system.affected_groups ?? []),
    })),
    names: list(systems.map(({ name }) => name)),
    groups: list(unique(systems.flatMap(({ affected_groups = [] }) => affected_groups))),
    data: list(unique(systems.flatMap(({ data_categories = [] }) => data_categories))),
    models: list(unique(systems.flatMap(({ models = [] }) => models))),
    critical: list(systems.filter(({ criticality }) => criticality === 'critical').map(({ name }) => name)),
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

function limitOf(limit: unknown, level: string): string {
  if (typeof limit === 'string') return limit;
  return typeof limit === 'object' && limit !== null ? String((limit as Record<string, unknown>)[level] ?? '') : '';
}

function within(limit: string, kind: string): string {
  if (limit === 'none' || limit === '') return 'none promised';
  return `within ${spelled(limit)}${kind === 'incident-review' ? ' of restoration' : ''}`;
}

/** "4 h" as people write it: "4 hours". */
function spelled(limit: string): string {
  const [, amount = '', unit = ''] = /^([\d.]+) ?(.*)$/.exec(limit) ?? [];
  const name = ({ h: 'hour', d: 'day' } as Record<string, string>)[unit] ?? unit.replace(/s$/, '').replace('-', ' ');
  return amount === '' ? limit : `${amount} ${name}${Number(amount) === 1 ? '' : 's'}`;
}

function roleOf(id: string, roles: Roles): { title: string; holder: string | undefined } {
  const role = roles.find((one) => one.id === id);
  return { title: role?.title ?? id, holder: role?.holder };
}

function personOf(person: System['owner']): string {
  if (person === undefined || typeof person === 'string') return person ?? '';
  return person.handle ?? person.role ?? person.email ?? '';
}

function list(items: readonly unknown[]): string {
  const texts = items.map(String);
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
