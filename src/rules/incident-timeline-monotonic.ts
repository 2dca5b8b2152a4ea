import type { IncidentFacts } from '../facts/index.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { findContradictions, STEPS, type Step, spanOfStep } from './shared/timeline.ts';

// Not `dated`: time that passes can only take a finding away, so no finding comes over an unrelated pull request.
export default defineWorkspaceRule({
  id: 'incident-timeline-monotonic',
  section: null,
  layer: 'operation',
  severity: 'error',
  references: ['10.2', 'A.6.2.8'],
  summary: 'The times of an incident contradict each other or lie in the future.',
  rationale:
    'Deadlines and the figures for detection, containment and recovery are computed from these times; an auditor who finds one impossible trusts none.',
  fix: 'Correct the time: occurred, detected, triage, contained, investigation completed, restored and closed follow in this order, none after now.',
  *check({ incidents }, { asOf, zone }) {
    for (const incident of incidents) {
      const past: Step[] = [];
      for (const step of STEPS) {
        const span = spanOfStep(incident, step, zone);
        if (!span) continue;
        if (span.start > asOf) yield inFuture(incident, step, new Date(asOf).toISOString().replace('.000', ''));
        else if (step.isOrdered) past.push({ ...step, span });
      }
      for (const [earlier, later] of findContradictions(past)) yield contradiction(incident, earlier, later);
    }
  },
});

function inFuture({ ref, times }: IncidentFacts, { key, pointer }: Step, now: string): WorkspaceReport {
  return {
    document: ref,
    place: { pointer },
    message: `Unexpected ${pointer.slice(1).replaceAll('/', '.')} ${times[key]} in the future, expected a time until ${now}`,
    help: 'Write when it happened; a time still to come is no record of it.',
  };
}

function contradiction({ ref, times }: IncidentFacts, earlier: Step, later: Step): WorkspaceReport {
  return {
    document: ref,
    place: { pointer: later.pointer },
    message: `${capital(later.name)} ${times[later.key]} is before ${earlier.name} ${times[earlier.key]}`,
    related: [{ document: ref, place: { pointer: earlier.pointer }, message: `${capital(earlier.name)} here` }],
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
