import { listValues } from '../text/suggest.ts';
import { defineWorkspaceRule } from './define-rule.ts';
import { namesOfLevel, sayName } from './shared/severity-names.ts';

export default defineWorkspaceRule({
  id: 'runbook-severity-unknown',
  section: 'classification',
  layer: 'implementation',
  severity: 'warning',
  references: ['7.5.3'],
  summary: 'A runbook is for a severity level that is not on the scale of the organisation.',
  rationale:
    'Whoever looks for the runbook of a SEV-1 does not find it under "P1"; and whether it covers the worst level is what its drills hang on.',
  fix: 'Write "severity:" with the levels of the policy.',

  check({ runbooks, severities }) {
    if (severities.source === 'default' || severities.labels.length === 0) return undefined;
    const names = new Set(severities.labels.flatMap(namesOfLevel));
    return runbooks.flatMap(({ ref, severities: levels }) =>
      levels
        .filter(({ id }) => !names.has(sayName(id)))
        .map(({ id, pointer }) => ({
          document: ref,
          place: { pointer },
          message: `Unexpected severity ${JSON.stringify(id)}, expected ${listValues(severities.labels)}`,
        })),
    );
  },
});
