import type { Reportability } from '../facts/index.ts';
import { type Span, spanOf } from '../time.ts';
import type { ClockContext, ClockStart, Incident, Row } from './model.ts';

type Fact = NonNullable<Row['starts_if']>[number];

/** What facts are tested against. */
export interface Told {
  readonly incident: Incident;
  readonly entry: Reportability | undefined;
  readonly context: ClockContext;
}

/** Each fact of the record that matches one of the lists, in words; empty where none does. */
export function matchFacts(facts: readonly Fact[] | undefined, told: Told): string[] {
  return [...new Set((facts ?? []).flatMap((fact) => matchAll(fact, told) ?? []))];
}

/** Words for each member of a fact; undefined where one does not hold. */
function matchAll(fact: Fact, told: Told): string[] | undefined {
  const words = Object.entries(fact).map(([key, expected]) => TESTS[key as keyof Fact](expected as never, told));
  return words.every((word) => word !== undefined) ? words : undefined;
}

type Test<Expected> = (expected: Expected, told: Told) => string | undefined;

const DEATH = /\b(?:deaths?|died|fatal(?:ity|ities)?)\b/i;

/** How each fact is seen in a record: the words for it, undefined where it is not there. */
const TESTS: { readonly [Key in keyof Required<Fact>]: Test<Required<Fact>[Key]> } = {
  limb: (limbs, { incident: { notices } }) => {
    if (notices.limb !== undefined && limbs.includes(notices.limb)) return `art73_class is ${notices.limb}`;
    const harm = notices.harmTypes.find((type) => limbs.includes(type));
    return harm === undefined ? undefined : `impact.harm_types has ${harm}`;
  },
  deaths: (_, { incident: { notices } }) => {
    if ((notices.deaths ?? 0) > 0) return `impact.deaths is ${notices.deaths}`;
    const harm = notices.deaths === 0 ? undefined : notices.harmTypes.find((type) => DEATH.test(type));
    return harm === undefined || harm.endsWith('health-harm') ? undefined : `impact.harm_types has ${harm}`;
  },
  widespread_infringement: (_, { incident }) =>
    incident.notices.widespreadInfringement ? 'impact.widespread_infringement is true' : undefined,
  imminent_risk: (_, { incident }) => (incident.notices.imminentRisk ? 'impact.imminent_risk is true' : undefined),
  personal_data: (_, { incident }) =>
    incident.notices.personalData === 'yes' ? 'impact.personal_data is yes' : undefined,
  critical_infrastructure: (_, { context }) =>
    context.organisation?.runsCriticalInfrastructure ? 'the profile says critical_infrastructure' : undefined,
  affected_below: (limit, { incident: { notices } }) =>
    notices.affectedCount !== undefined && notices.affectedCount < limit
      ? `impact.affected_count is ${notices.affectedCount}`
      : undefined,
  subcategory: (list, { incident: { notices } }) =>
    notices.subcategory !== undefined && list.includes(notices.subcategory)
      ? `subcategory is ${notices.subcategory}`
      : undefined,
  condition: (list, { entry }) => {
    const named = entry?.conditions.find((condition) => list.includes(condition));
    return named === undefined ? undefined : `conditions has ${named}`;
  },
};

/** A time a clock is counted from, and the field that gives it. */
export interface Start {
  readonly span: Span;
  readonly field: string;
}

/** When a clock of this kind starts by the record; undefined where it does not say, or not yet. */
export function startTime(kind: ClockStart, told: Told): Start | undefined {
  const { asOf, zone } = told.context;
  for (const [field, text] of FIELDS[kind](told)) {
    const span = spanOf(text, zone);
    // The end of the year is known before it comes; what else lies ahead has not started anything.
    if (span) return span.start <= asOf || kind === 'year_end' ? { span, field } : undefined;
  }
  return undefined;
}

type Field = readonly [name: string, text: string | undefined];

const aware = ({ incident }: Told): Field[] => [
  ['awareness.at', incident.notices.awareAt],
  ['detected_at, as awareness.at is missing', incident.times.detected],
  ['reported_at, as awareness.at is missing', incident.times.reported],
];
const determined = ({ entry }: Told): Field[] => [
  ['determined_at', entry?.determinedAt],
  ['assessed_at', entry?.decision === 'required' ? entry.assessedAt : undefined],
];

/** Where each start is looked for, best first. */
const FIELDS: Readonly<Record<ClockStart, (told: Told) => readonly Field[]>> = {
  awareness: aware,
  discovery: aware,
  determination: determined,
  classification: determined,
  materiality: determined,
  payment: ({ entry }) => [['paid_at', entry?.paidAt]],
  measure_available: ({ entry }) => [['measure_available_at', entry?.measureAvailableAt]],
  resolution: ({ incident }) => [
    ['recovery.restored_at', incident.times.restored],
    ['closure.closed_at', incident.times.closed],
  ],
  year_end: (told) => {
    const start = startTime('awareness', told);
    return start ? [[start.field, `${told.context.zone.dateOf(start.span.start).slice(0, 4)}-12-31`]] : [];
  },
  adverse_outcome: ({ incident }) => [['occurred_at', incident.times.occurred]],
  previous_report: () => [],
  authority_notice: () => [],
};

/** "from awareness" */
export function sayStart(kind: ClockStart): string {
  return kind === 'year_end'
    ? 'the end of the calendar year'
    : kind.replaceAll('_', ' ').replace('previous', 'the previous');
}
