import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { endOfLimit, type Limit } from '../promises/limit.ts';
import { deadlineOf, spanOf } from '../time.ts';
import type { RelatedPlace, WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule, type RuleContext } from './define-rule.ts';

interface Options {
  readonly log_months: number;
}

/** For how long evidence is kept at least, and who says so. */
interface Minimum {
  readonly limit: Limit;
  readonly words: string;
  readonly related: readonly RelatedPlace[];
}

const AI_ACT = /^eu-aia(?:-|$)/;

export default defineWorkspaceRule<Options>({
  id: 'incident-evidence-retention-short',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'warning',
  references: ['7.5.3', 'AIA 19', 'AIA 26(6)'],
  summary: 'Evidence is to be kept for less time than the policy, the profile or the AI Act asks.',
  rationale: 'Once deleted, evidence is gone for the audit, the regulator and the court, whatever the reason was.',
  fix: 'Move "retention_until:" to the end of the time for which evidence is kept.',
  options: {
    log_months: {
      title: 'Months for logs',
      description: 'Months that logs are kept where the profile says that the AI Act applies.',
      type: 'integer',
      minimum: 0,
      maximum: 240,
    },
  },
  defaults: { log_months: 6 },
  check(workspace, context) {
    const general = statedMinimum(workspace);
    const logs = logMinimum(workspace, context.options.log_months);
    return workspace.incidents.flatMap((incident) => shortOf(incident, { general, logs }, context));
  },
});

function statedMinimum({ policies, profiles }: Workspace): Minimum | undefined {
  const promises = policies
    .filter(({ status }) => !/^(?:draft|retired|superseded|withdrawn)$/i.test(status ?? ''))
    .flatMap((policy) => policy.commitments.map((commitment) => ({ policy, commitment })))
    .filter(({ commitment: { kind, text } }) => kind === 'retention' && /\bevidence\b/i.test(text));
  const [promise] = promises;
  if (promise) {
    const { policy, commitment } = promise;
    const place = { line: commitment.line };
    const related = [{ document: policy.ref, place, message: `The policy says: ${commitment.text}` }];
    return { limit: commitment.duration, words: 'as the policy says', related };
  }
  const years = profiles.map(({ organisation }) => organisation.recordYears).find((one) => one !== undefined);
  if (years === undefined) return undefined;
  return { limit: { amount: years * 12, unit: 'month' }, words: 'as the profile says', related: [] };
}

function logMinimum({ profiles }: Workspace, months: number): Minimum | undefined {
  const regimes = profiles.flatMap(({ organisation }) => organisation.regimes);
  if (!regimes.some(({ id, isApplicable }) => isApplicable && AI_ACT.test(id))) return undefined;
  return { limit: { amount: months, unit: 'month' }, words: 'as the AI Act asks of logs', related: [] };
}

interface Minima {
  readonly general: Minimum | undefined;
  readonly logs: Minimum | undefined;
}

function shortOf(
  { ref, handling, times }: IncidentFacts,
  { general, logs }: Minima,
  { zone }: RuleContext<Options>,
): WorkspaceReport[] {
  return handling.evidence.flatMap(({ type, collectedAt, retentionUntil, pointer }) => {
    const until = deadlineOf(retentionUntil, zone);
    const start = spanOf(collectedAt ?? times.detected, zone);
    const minimum = general ?? (type === 'log' ? logs : undefined);
    if (until === undefined || !start || !minimum) return [];
    const end = endOfLimit(start, minimum.limit, { zone });
    if (until >= end) return [];
    return {
      document: ref,
      place: { pointer: `${pointer}/retention_until` },
      message: `Kept until ${retentionUntil}, expected ${zone.dateOf(end)} or later, ${minimum.words}`,
      related: minimum.related,
    };
  });
}
