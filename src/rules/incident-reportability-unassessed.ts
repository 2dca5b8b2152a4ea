import type { NotificationClock } from '../clocks/index.ts';
import { hasReached } from '../facts/incident-states.ts';
import { formatDuration, HOUR, spanOf } from '../time.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule, type RuleContext } from './define-rule.ts';
import { type Read, readClocks, reportOn } from './shared/notification-clocks.ts';

interface Options {
  readonly hours: readonly number[];
}

export default defineWorkspaceRule<Options>({
  id: 'incident-reportability-unassessed',
  section: 'stakeholder-notification',
  layer: 'operation',
  severity: 'error',
  references: ['4.2', '7.4', 'A.8.3'],
  summary:
    'A regime that applies is not assessed for an incident in time after triage, or the decision is still pending.',
  rationale:
    'Whether a law asks for notice is decided by a person on the facts, soon; an authority asks who did, when and why.',
  fix: 'Add an entry under "reportability:" with regime_id, decision, rationale, assessed_by and assessed_at.',
  dated: true,
  options: {
    hours: {
      title: 'Hours',
      description:
        'Hours from triage within which every regime is decided, by severity, worst first; the last counts for any other.',
      type: 'array',
      minItems: 1,
      items: { type: 'number', minimum: 0, maximum: 4_000 },
    },
  },
  defaults: { hours: [24, 24, 72] },
  *check(workspace, context) {
    for (const read of readClocks(workspace, context)) {
      const { state, eventKind, severity } = read.incident;
      if (!hasReached(state, 'triaged') || eventKind !== 'incident') continue;
      const rank = workspace.severities.rankOf(severity) ?? Number.POSITIVE_INFINITY;
      yield* undecided(read, rank, context);
    }
  },
});

function* undecided(
  { incident, clocks }: Read,
  rank: number,
  context: RuleContext<Options>,
): Generator<WorkspaceReport> {
  const { asOf, zone, options } = context;
  const triaged = spanOf(incident.times.triaged, zone);
  const hours = options.hours[rank - 1] ?? options.hours.at(-1) ?? 0;
  if (!triaged || asOf <= triaged.end + hours * HOUR) return;
  const told = new Set<string>();
  for (const clock of clocks) {
    if (!isOpen(clock) || told.has(clock.group)) continue;
    told.add(clock.group);
    const what = clock.verdict === 'pending' ? 'is still pending' : 'is not assessed';
    const late = formatDuration(asOf - triaged.end);
    yield reportOn(incident, clock, `${clock.group} ${what} ${late} after triage, expected within ${hours} h`);
  }
}

const isOpen = ({ verdict, standing }: NotificationClock): boolean =>
  (verdict === 'unassessed' || verdict === 'pending') && standing !== 'voluntary';
