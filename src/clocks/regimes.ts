import type { OrganisationFacts, Reportability } from '../facts/index.ts';
import { clocks } from '../generated/clocks.ts';
import type { Certainty, Confidence, Row } from './model.ts';

/** The rows of policies/notification-clocks.yml, in its order. */
export const REGIMES: readonly Row[] = clocks;

const BY_ID: ReadonlyMap<string, Row> = new Map(REGIMES.map((row) => [row.id, row]));
const BY_GROUP: ReadonlyMap<string, readonly Row[]> = new Map(
  REGIMES.map((row) => [groupOf(row), REGIMES.filter((one) => groupOf(one) === groupOf(row))]),
);

export function groupOf({ id, group }: Pick<Row, 'id' | 'group'>): string {
  return group ?? id;
}

/** Whether it is the row that its group is about; the others are cases of it or follow it. */
export const isMain = (row: Row): boolean => BY_GROUP.get(groupOf(row))?.[0] === row;

/** Rows that an id means: the row of that id, or all of the group of that name. */
export function rowsNamed(id: string): readonly Row[] {
  const row = BY_ID.get(id);
  return row ? [row] : (BY_GROUP.get(id) ?? []);
}

export const regimeNames = (): string[] => [...new Set([...BY_ID.keys(), ...BY_GROUP.keys()])];

export type Applicability = { readonly isApplicable: boolean; readonly noticeHours: number | undefined };

/**
 * Whether the profile says that a row applies: by its own id, else by its group, else because another row of the group
 * does; undefined where it says nothing.
 */
export function applicabilityOf(row: Row, organisation: OrganisationFacts | undefined): Applicability | undefined {
  const regimes = organisation?.regimes ?? [];
  const own = regimes.find(({ id }) => id === row.id) ?? regimes.find(({ id }) => id === groupOf(row));
  if (own) return own;
  return regimes.find(
    ({ id, isApplicable }) => isApplicable && rowsNamed(id).some((one) => groupOf(one) === groupOf(row)),
  );
}

/** What the record says of a row: under its id, its group's, or that of another row of the group. */
export function entriesFor(row: Row, entries: readonly Reportability[]): readonly Reportability[] {
  const rank = ({ regime }: Reportability): number => {
    if (regime === row.id) return 0;
    return regime === groupOf(row) ? 1 : 2;
  };
  return entries
    .filter(({ regime }) => rowsNamed(regime).some((one) => groupOf(one) === groupOf(row)))
    .sort((a, b) => rank(a) - rank(b));
}

/** The less sure of what the text and its effect are on a day. */
export function certaintyOf(row: Row, day: string, confidence: Confidence = row.confidence): Certainty {
  const all = [confidence, ...(row.effect && day < (row.effect.until ?? '') ? [row.effect.confidence] : [])];
  if (all.includes('U')) return 'unsettled';
  return all.includes('K') ? 'unverified' : 'verified';
}

/** Names of the stages of all rows of a row's group. */
export function stageNames(row: Row): ReadonlySet<string> {
  return new Set(
    rowsNamed(groupOf(row)).flatMap(({ stage, stages = [] }) => [stage, ...stages.map((one) => one.stage)]),
  );
}

/** The rows whose group the profile or the record names, in their order: no others can concern an incident. */
export function concernedRows(
  entries: readonly Reportability[],
  organisation: OrganisationFacts | undefined,
): readonly Row[] {
  const named = [...(organisation?.regimes ?? []).map(({ id }) => id), ...entries.map(({ regime }) => regime)];
  const groups = new Set(named.flatMap((id) => rowsNamed(id).map(groupOf)));
  return groups.size === 0 ? [] : REGIMES.filter((row) => groups.has(groupOf(row)));
}
