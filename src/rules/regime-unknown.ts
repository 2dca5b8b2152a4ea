import { regimeNames, rowsNamed } from '../clocks/index.ts';
import { suggest } from '../text/suggest.ts';
import type { WorkspaceReport } from '../types.ts';
import { defineWorkspaceRule } from './define-rule.ts';

export default defineWorkspaceRule({
  id: 'regime-unknown',
  section: null,
  layer: null,
  severity: 'error',
  references: ['4.2', '7.4'],
  summary: 'A profile or record names a regime of notification that the data set does not know, or that is no law.',
  rationale: 'No deadline is counted for a name that nothing answers to, and nobody would notice.',
  fix: 'Write an id of policies/notification-clocks.yml or of one of its groups; for a term of a contract, contractual.',
  *check({ profiles, incidents }) {
    for (const { ref, organisation } of profiles) {
      for (const { id, pointer, isApplicable } of organisation.regimes) {
        const problem = unknown(id) ?? (isApplicable ? notInForce(id) : undefined);
        if (problem) yield { document: ref, place: { pointer: `${pointer}/id` }, ...problem };
      }
    }
    for (const { ref, notices } of incidents) {
      for (const { regime, pointer } of notices.reportability) {
        const problem = unknown(regime);
        if (problem) yield { document: ref, place: { pointer: `${pointer}/regime_id` }, ...problem };
      }
    }
  },
});

type Problem = Pick<WorkspaceReport, 'message' | 'severity'>;

function unknown(id: string): Problem | undefined {
  if (rowsNamed(id).length > 0) return undefined;
  const near = suggest(id, regimeNames());
  return {
    message: `Unexpected ${JSON.stringify(id)}, no regime has this id${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

function notInForce(id: string): Problem | undefined {
  const [row, ...rest] = rowsNamed(id);
  if (!row || rest.length > 0 || row.status === 'active' || row.status === 'voluntary') return undefined;
  return { message: `${id} is ${row.status}, not law: it starts no clock`, severity: 'warning' };
}
