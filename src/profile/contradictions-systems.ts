import { categoriesOf, productsNamed } from '../products/index.ts';
import type { Contradiction, Draft, Finder } from './contradictions.ts';
import { isEuropean } from './jurisdictions.ts';

type System = NonNullable<Draft['ai_systems']>[number];

/** What is looked for in each AI system that is not retired. */
type SystemFinder = (system: System, at: string, profile: Draft) => readonly Contradiction[];

/** Contradictions about AI systems, their providers and suppliers, and the risk they carry. */
export const SYSTEMS: readonly Finder[] = [
  inEach(withoutFallback),
  inEach(onUnknownCloud),
  inEach(withoutSupplier),
  inEach(looselyOverseen),
  inEach(withoutFairness),
  inEach(shortLogs),
];

function inEach(find: SystemFinder): Finder {
  return (profile) =>
    (profile.ai_systems ?? []).flatMap((system, i) =>
      system.status === 'retired'
        ? []
        : find({ ...system, name: system.name ?? system.id ?? 'this system' }, `ai_systems[${i}]`, profile),
    );
}

const isHighRisk = ({ risk_class }: System): boolean => /high/i.test(risk_class ?? '');

function withoutFallback({ name, criticality, fallback }: System, at: string): Contradiction[] {
  if (criticality !== 'critical' || fallback) return [];
  return [{ places: [`${at}.criticality`, `${at}.fallback`], message: `${name} is critical and has no fallback` }];
}

function onUnknownCloud({ name, runs_on: place = '' }: System, at: string, profile: Draft): Contradiction[] {
  const isCloud = ({ product }: ReturnType<typeof productsNamed>[number]) => categoriesOf(product).includes('cloud');
  const known = (profile.cloud_providers ?? []).flatMap((cloud) =>
    productsNamed(cloud.name ?? '').map(({ product }) => product.name),
  );
  const unknown = productsNamed(place)
    .filter(isCloud)
    .filter(({ product }) => !known.includes(product.name));
  return unknown.slice(0, 1).map(({ product }) => ({
    places: [`${at}.runs_on`, 'cloud_providers'],
    message: `${name} runs on ${product.name}, which is no provider of the organisation`,
  }));
}

function withoutSupplier(
  { name, model_hosting: hosting, vendor }: System,
  at: string,
  profile: Draft,
): Contradiction[] {
  if (hosting === undefined || hosting === 'own') return [];
  if (!vendor) {
    const message = `the model of ${name} comes from a supplier, and none is named`;
    return [{ places: [`${at}.model_hosting`, `${at}.vendor`], message }];
  }
  if ((profile.suppliers ?? []).some((supplier) => supplier.name === vendor)) return [];
  return [{ places: [`${at}.vendor`, 'suppliers'], message: `${vendor}, behind ${name}, is not among the suppliers` }];
}

/** AI Act Article 14(4): a person can decide not to use the output of a high-risk system, or to stop it. */
function looselyOverseen(system: System, at: string): Contradiction[] {
  if (!isHighRisk(system) || system.oversight !== 'over-the-loop') return [];
  const message = `${system.name} is of a high risk class, and people only look at samples (AI Act Article 14(4))`;
  return [{ places: [`${at}.risk_class`, `${at}.oversight`], message }];
}

function withoutFairness(system: System, at: string): Contradiction[] {
  const { name, metrics = [] } = system;
  if (!isHighRisk(system) || metrics.length === 0 || metrics.some(({ about }) => about === 'fairness')) return [];
  const message = `${name} is of a high risk class, and none of its metrics is about fairness`;
  return [{ places: [`${at}.risk_class`, `${at}.metrics`], message }];
}

const SIX_MONTHS_DAYS = 183;

/** AI Act Articles 19(1) and 26(6): logs of high-risk systems are kept for at least six months. */
function shortLogs(system: System, at: string, { jurisdictions = [] }: Draft): Contradiction[] {
  const days = system.log_retention_days;
  if (days === undefined || days >= SIX_MONTHS_DAYS || !isHighRisk(system) || !jurisdictions.some(isEuropean))
    return [];
  const message = `logs of ${system.name} are kept for ${days} days, the AI Act asks for six months (Articles 19(1), 26(6))`;
  return [{ places: [`${at}.risk_class`, `${at}.log_retention_days`], message }];
}
