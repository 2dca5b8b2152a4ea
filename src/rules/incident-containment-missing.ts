import type { IncidentFacts, Workspace } from '../facts/index.ts';
import { formatDuration } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule, type RuleContext } from './define-rule.ts';
import { deadlineFor, sameLimits } from './shared/deadline.ts';
import { isBefore } from './shared/incident-states.ts';

interface Options {
  readonly hours: readonly number[];
}

const DEFAULTS = { hours: [4, 24, 72] };
/** There is nothing to contain in an exercise, nor in what did no harm. */
const HARMLESS = new Set(['drill', 'near-miss', 'hazard']);

export default defineWorkspaceRule<Options>({
  id: 'incident-containment-missing',
  section: 'containment-and-rollback',
  layer: 'operation',
  severity: 'error',
  references: ['10.2', 'A.6.2.6', '8.1'],
  summary: 'An incident is said to be contained, or should be by now, and the record shows no containment.',
  rationale:
    'Until somebody contains it, a failing system goes on harming people; a record without containment cannot show that anybody did.',
  fix: 'Add "containment:" with actions (type, at, by) and contained_at, or with not_applicable_reason.',
  dated: true,
  options: {
    hours: {
      title: 'Hours',
      description: 'Hours from detection within which an incident is contained, by severity, worst first.',
      type: 'array',
      items: { type: 'number', minimum: 0, maximum: 4_000 },
    },
  },
  defaults: DEFAULTS,
  *check(workspace, context) {
    for (const incident of workspace.incidents) {
      // From state contained on, the schema asks for it.
      if (incident.hasContainment || !isBefore(incident.state, 'contained') || isHarmless(incident)) continue;
      yield* overdue(incident, workspace, context);
    }
  },
});

const isHarmless = ({ eventKind }: IncidentFacts) => HARMLESS.has(eventKind ?? '');

function* overdue(
  incident: IncidentFacts,
  workspace: Workspace,
  { asOf, zone, options }: RuleContext<Options>,
): Generator<WorkspaceReport> {
  const { ref, severity, times } = incident;
  const hours = options.hours[(workspace.severities.rankOf(severity) ?? Number.NaN) - 1];
  const deadline = deadlineFor(workspace, {
    kind: 'containment',
    incident,
    own: hours === undefined ? undefined : { amount: hours, unit: 'hour' },
    configured: !sameLimits(options.hours, DEFAULTS.hours),
    now: { asOf, zone },
  });
  if (!deadline || asOf <= deadline.at) return;
  yield {
    document: ref,
    place: { pointer: '/containment', on: 'key' },
    message: `Missing containment, ${formatDuration(asOf - deadline.at)} overdue: ${severity ?? 'incident'} detected ${times.detected} is to be contained ${deadline.words}`,
    related: deadline.related,
  };
}
