import type { Reportability } from '../facts/index.ts';
import type { ClockContext, Incident, Row, Verdict } from './model.ts';
import { applicabilityOf, entriesFor, groupOf, isMain } from './regimes.ts';
import { matchFacts } from './starts.ts';

/** Whether a row's clock starts for an incident, and why. */
export interface Decision {
  readonly row: Row;
  readonly verdict: Verdict;
  readonly why: readonly string[];
  /** Of the row, else of its group. */
  readonly entry: Reportability | undefined;
  readonly entries: readonly Reportability[];
  readonly noticeHours: number | undefined;
}

/** Decisions on the rows that concern the incident: applicable by the profile, or named in the record. */
export function decide(rows: readonly Row[], incident: Incident, context: ClockContext): Decision[] {
  const decisions = rows.flatMap((row) => decideRow(row, incident, context) ?? []);
  const started = decisions.filter(({ verdict }) => verdict === 'required');
  return decisions.map((decision): Decision => {
    const stricter = started.find(({ row }) => row.replaces?.includes(decision.row.id));
    const isOwn = decision.entry?.regime === decision.row.id;
    if (!stricter || isOwn) return decision;
    return { ...decision, verdict: 'replaced', why: [`${stricter.row.id} starts, which is stricter`] };
  });
}

/** Proposed and repealed rows are told only where the record names them. */
const IN_USE = new Set<string>(['active', 'voluntary']);

function decideRow(row: Row, incident: Incident, context: ClockContext): Decision | undefined {
  const entries = entriesFor(row, incident.notices.reportability);
  const applicability = applicabilityOf(row, context.organisation);
  const isNamed = entries.some(({ regime }) => regime === row.id || regime === groupOf(row));
  const isConcerned = isNamed || (applicability?.isApplicable ?? entries.length > 0);
  if (row.reports === false || !isConcerned) return undefined;
  const [entry] = entries;
  if (!IN_USE.has(row.status) && entry?.regime !== row.id) return undefined;
  const verdict = verdictOf(row, { entry, facts: matchFacts(row.starts_if, { incident, entry, context }) });
  return verdict && { row, ...verdict, entry, entries, noticeHours: applicability?.noticeHours };
}

interface Grounds {
  readonly entry: Reportability | undefined;
  readonly facts: readonly string[];
}

/**
 * The record's own decision on the row counts, else its facts, else what it decided for the group. A case of a group
 * that neither names nor facts start is not told.
 */
function verdictOf(row: Row, { entry, facts }: Grounds): Pick<Decision, 'verdict' | 'why'> | undefined {
  const isCase = row.starts_if !== undefined && !isMain(row);
  if (entry?.regime === row.id) return said(entry, STARTING.has(entry.decision ?? '') ? facts : []);
  if (facts.length > 0) return { verdict: 'required', why: facts };
  if (isCase) return undefined;
  if (entry) return row.starts_if && entry.regime !== groupOf(row) ? undefined : said(entry, []);
  return row.after === undefined ? { verdict: 'unassessed', why: ['the record does not assess it'] } : undefined;
}

const STARTING = new Set(['required', 'voluntary']);

function said(
  { regime, decision, rationale }: Reportability,
  facts: readonly string[],
): Pick<Decision, 'verdict' | 'why'> {
  const verdict = decision === undefined ? 'pending' : (decision as Decision['verdict']);
  const words = `the record says ${verdict} for ${regime}${rationale === undefined ? '' : `: ${rationale}`}`;
  return { verdict, why: [...facts, words] };
}
