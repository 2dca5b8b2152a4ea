import { count } from '../text/plural.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { daysStill } from './shared/lateness.ts';

interface Options {
  readonly days: number;
}

export default defineWorkspaceRule<Options>({
  id: 'tabletop-programme-gap',
  section: 'containment-and-rollback',
  layer: 'implementation',
  severity: 'warning',
  references: ['9.1', '7.2'],
  summary: 'Every runbook is within an interval of its own, and no drill of any kind was held for a year.',
  rationale:
    'People who have never practised together meet for the first time in the incident; a drill once a year is the least an auditor expects to see.',
  fix: 'Hold a drill and record it under "last_drill:" of the runbook, or as an incident record with "kind: drill".',
  dated: true,
  options: {
    days: {
      title: 'Days',
      description: 'Days within which there is one drill at least.',
      type: 'integer',
      minimum: 1,
      maximum: 3_650,
    },
  },
  defaults: { days: 365 },
  check({ runbooks, incidents, config }, { asOf, zone, options }) {
    const age = (time: string | undefined) => daysStill(time, { asOf, zone }) ?? Infinity;
    const approved = runbooks.filter(({ status }) => status === 'approved');
    // A runbook that is past its interval, or was never drilled, says so itself.
    const isTold = approved.some((runbook) => age(runbook.lastDrill) > (runbook.drillIntervalDays ?? options.days));
    if (approved.length === 0 || isTold) return undefined;
    const exercises = incidents.filter(({ eventKind }) => eventKind === 'drill').map(({ times }) => times.detected);
    const last = Math.min(...[...approved.map(({ lastDrill }) => lastDrill), ...exercises].map(age));
    if (last <= options.days) return undefined;
    const message = `No drill in ${options.days} days: the last of ${count(approved.length, 'runbook')} was ${count(last, 'day')} ago`;
    return { document: config, place: { line: 1 }, message };
  },
});
