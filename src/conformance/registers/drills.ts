import type { Workspace } from '../../facts/index.ts';
import type { Finding } from '../../types.ts';
import type { Lookup } from '../input.ts';
import type { DrillRow } from '../model.ts';

/** Every runbook with its last drill; whether that is too long ago is what `runbook-drill-stale` said. */
export function drillRegister(
  { runbooks }: Workspace,
  { lookup, findings }: { lookup: Lookup; findings: readonly Finding[] },
): DrillRow[] {
  const stale = new Set(findings.filter(({ rule }) => rule === 'runbook-drill-stale').map(({ file }) => file));
  return runbooks.map((runbook) => ({
    runbook: runbook.id ?? runbook.ref.path,
    title: runbook.title ?? null,
    systems: runbook.systems.map(({ id }) => id),
    last_drill: lookup.date(runbook.lastDrill),
    type: runbook.drillType ?? null,
    result: runbook.drillResult ?? null,
    status: runbook.lastDrill === undefined ? 'never' : stale.has(runbook.ref.path) ? 'stale' : 'drilled',
    ...lookup.source(runbook.ref),
  }));
}
