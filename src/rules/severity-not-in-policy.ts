import type { SeverityScale } from '../facts/index.ts';
import { describeAllowed, listValues } from '../text/suggest.ts';
import type { RelatedPlace } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { namesOfLevel, sayName } from './shared/severity-names.ts';

export default defineWorkspaceRule({
  id: 'severity-not-in-policy',
  section: 'classification',
  layer: 'operation',
  severity: 'error',
  references: ['7.5.3', '8.1'],
  summary: 'An incident has a severity that is not on the severity scale of the organisation.',
  rationale:
    'Deadlines and escalation hang on the level; one that the policy does not define has none, and figures by level leave the incident out.',
  fix: 'Write "severity:" as one of the levels of the policy, or add the level to the policy.',
  *check({ incidents, severities }) {
    // Where nobody states a scale there is nothing to hold a record against.
    if (severities.source === 'default' || severities.labels.length === 0) return;
    const names = new Set(severities.labels.flatMap(namesOfLevel));
    const related = whereStated(severities);
    for (const { ref, severity } of incidents) {
      if (severity === undefined || names.has(sayName(severity))) continue;
      const message = `Unexpected severity ${JSON.stringify(severity)}, ${expected(severity, severities.labels)}`;
      yield { document: ref, place: { pointer: '/severity' }, message, related };
    }
  },
});

/** A number is no slip of the keyboard: SEV-5 is not meant to be SEV-1. */
function expected(severity: string, labels: readonly string[]): string {
  return /\d/.test(severity) ? `expected ${listValues(labels)}` : describeAllowed(severity, labels);
}

function whereStated({ policy }: SeverityScale): RelatedPlace[] {
  const line = policy?.severities[0]?.line;
  if (!policy || line === undefined) return [];
  return [{ document: policy.ref, place: { line }, message: 'The severity scale' }];
}
