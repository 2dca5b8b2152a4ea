import type { PolicyFacts, RunbookFacts, Workspace } from '../facts/index.ts';
import type { PromisedTime } from '../promises/book.ts';
import { findContradictions } from '../promises/contradictions.ts';
import { PROMISE_NAMES } from '../promises/kinds.ts';
import { roughHours, sayLimit } from '../promises/limit.ts';
import { sayPromise, whereStated } from '../promises/say.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'sla-mismatch',
  section: null,
  layer: null,
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'Policy, runbook and profile promise different times for the same thing.',
  rationale:
    'On call, people follow the runbook; in the audit, the policy counts. Where the two disagree somebody keeps a promise and breaks another.',
  fix: 'Decide which time holds, and write it in one place or the same in all.',
  check: (workspace) => [
    ...findContradictions(workspace.promises).flatMap(({ first, other }) => contradiction(first, other)),
    ...workspace.runbooks.flatMap((runbook) => ofDrills(runbook, workspace) ?? []),
    ...workspace.policies.flatMap((policy) => ofReviews(policy, workspace) ?? []),
  ],
});

function contradiction(first: PromisedTime, other: PromisedTime): WorkspaceReport[] {
  if (!other.source) return [];
  const { document, place } = other.source;
  const of = other.severity === null ? '' : ` of ${other.severity}`;
  const message = `Unexpected ${sayLimit(other.limit)} for ${PROMISE_NAMES[other.kind]}${of}; ${sayPromise(first)}`;
  return [{ document, place, message, related: whereStated(first) }];
}

/** A runbook that is drilled more rarely than the policy promises. */
function ofDrills(runbook: RunbookFacts, { promises, severities }: Workspace): WorkspaceReport | undefined {
  const { ref, drillIntervalDays: days, severities: levels } = runbook;
  const rank = Math.min(...levels.map(({ id }) => severities.rankOf(id) ?? Infinity));
  const [promise] = promises.find({ kind: 'drill', rank: Number.isFinite(rank) ? rank : undefined });
  if (days === undefined || !promise?.source) return undefined;
  if (roughHours({ amount: days, unit: 'day' }) <= roughHours(promise.limit) * 1.03) return undefined;
  return {
    document: ref,
    place: { pointer: '/drill_interval_days' },
    message: `Unexpected ${days} days between drills; ${sayPromise(promise)}`,
    related: whereStated(promise),
  };
}

/** A policy whose text promises another review cycle than its metadata. */
function ofReviews(
  { ref, reviewCycleMonths: months }: PolicyFacts,
  { promises }: Workspace,
): WorkspaceReport | undefined {
  const said = promises.stated.find(
    ({ kind, by, limit, source }) =>
      kind === 'policy-review' &&
      by === 'policy' &&
      limit.unit === 'month' &&
      source?.document.path === ref.path &&
      /\b(?:policy|document|procedure)\b/i.test(source.text),
  );
  if (!said || months === undefined || said.limit.amount === months) return undefined;
  return {
    document: ref,
    place: { pointer: '/review_cycle_months' },
    message: `Unexpected ${sayLimit({ amount: months, unit: 'month' })} between reviews; ${sayPromise(said)}`,
    related: whereStated(said),
  };
}
