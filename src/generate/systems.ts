import type { Profile } from '../documents.ts';
import { list, spelled, unique } from './words.ts';

type System = NonNullable<Profile['ai_systems']>[number];

/** The AI systems that are not retired, and what they have in common, as the templates speak of them. */
export function systemsOf({ ai_systems = [], suppliers = [] }: Profile) {
  const systems = ai_systems.filter(({ status }) => status !== 'retired');
  const kept = new Map(suppliers.map(({ name, earlier_versions: versions }) => [name, versions]));
  const named = (some: readonly System[]) => list(some.map(({ name }) => name));
  return {
    live: systems.map((system) => ({
      ...system,
      owner: personOf(system.owner),
      purpose: sentence(system.purpose),
      vendor: system.vendor ?? '',
      models: list(system.models ?? []),
      data: list(system.data_categories ?? []),
      groups: list(system.affected_groups ?? []),
      versions_kept: spelled(kept.get(system.vendor ?? '') ?? ''),
    })),
    names: named(systems),
    groups: list(unique(systems.flatMap(({ affected_groups = [] }) => affected_groups))),
    data: list(unique(systems.flatMap(({ data_categories = [] }) => data_categories))),
    models: list(unique(systems.flatMap(({ models = [] }) => models))),
    critical: named(systems.filter(({ criticality }) => criticality === 'critical')),
    high_risk: named(systems.filter(isHighRisk)),
    hosted: named(systems.filter(({ model_hosting: hosting }) => hosting === 'hosted')),
    own: named(systems.filter(({ model_hosting: hosting }) => hosting === 'own')),
    overseers: list(unique(systems.flatMap(({ overseer }) => overseer ?? []))),
    in_the_loop: named(systems.filter(({ oversight }) => oversight === 'in-the-loop')),
  };
}

const isHighRisk = ({ risk_class }: System): boolean => /high/i.test(risk_class ?? '');

/** Without its full stop: it stands in a table or goes on. */
const sentence = (text: string | undefined): string => (text ?? '').replace(/\.$/, '');

function personOf(person: System['owner']): string {
  if (person === undefined || typeof person === 'string') return person ?? '';
  return person.handle ?? person.role ?? person.email ?? '';
}
