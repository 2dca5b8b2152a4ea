import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { count } from '../text/plural.ts';
import { daysBetween, formatDuration } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule, type RuleContext } from './define-rule.ts';
import { deadlineFor, sameLimits } from './shared/deadline.ts';

interface Options {
  readonly days: readonly number[];
}

const DEFAULTS = { days: [10, 15, 30, 60] };
/** Later states do not come without a root cause; a reopened incident is investigated anew. */
const STATES = new Set(['reported', 'triaged', 'contained', 'investigating']);

export default defineWorkspaceRule<Options>({
  id: 'rca-overdue',
  section: 'investigation-and-root-cause',
  layer: 'operation',
  severity: 'error',
  references: ['10.2'],
  summary: 'The root cause of an incident is not determined within the promised time.',
  rationale:
    'Until the cause is known the next failure is only a matter of time; a deadline of its own policy that an organisation misses is what auditors write up first.',
  fix: 'Write root_causes and completed_at under investigation, or undetermined with reason and approved_by.',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description:
        'Days from detection within which the root cause is determined, by severity, worst first; the last counts for any other.',
      type: 'array',
      minItems: 1,
      items: { type: 'number', minimum: 0, maximum: 3_650 },
    },
  },
  defaults: DEFAULTS,
  *check(workspace, context) {
    for (const incident of workspace.incidents) {
      const { state, eventKind, hasRootCause, times } = incident;
      if (!STATES.has(state ?? '') || eventKind === 'drill') continue;
      if (hasRootCause && times.investigated !== undefined) continue;
      yield* overdue(incident, workspace, context);
    }
  },
});

function* overdue(
  incident: IncidentFacts,
  workspace: Workspace,
  { asOf, zone, options }: RuleContext<Options>,
): Generator<WorkspaceReport> {
  const { ref, id, state, severity, hasRootCause } = incident;
  const rank = workspace.severities.rankOf(severity) ?? options.days.length;
  const days = options.days[rank - 1] ?? options.days.at(-1);
  const deadline = deadlineFor(workspace, {
    kind: 'root-cause',
    incident,
    own: days === undefined ? undefined : { amount: days, unit: 'day' },
    configured: !sameLimits(options.days, DEFAULTS.days),
    now: { asOf, zone },
  });
  if (!deadline || asOf <= deadline.at) return;
  const due = zone.dateOf(deadline.at);
  const daysLate = daysBetween(due, zone.dateOf(asOf));
  const late = daysLate > 0 ? count(daysLate, 'day') : formatDuration(asOf - deadline.at);
  yield {
    document: ref,
    place: { pointer: `/investigation/${hasRootCause ? 'completed_at' : 'root_causes'}`, on: 'key' },
    message: `Root cause${id === undefined ? '' : ` of ${id}`} is ${late} overdue: due ${due}, ${deadline.words}, ${severity ?? 'no severity'}, state ${state}`,
    related: deadline.related,
    due,
  };
}
