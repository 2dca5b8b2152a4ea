import type { Workspace } from '../../facts/index.ts';
import type { Judgement, Outcome } from '../../promises/judge.ts';
import { promiseLedger } from '../../promises/ledger.ts';
import { sayLimit } from '../../promises/limit.ts';
import type { Lookup } from '../input.ts';
import type { PromiseRow } from '../model.ts';

const ORDER: readonly Outcome[] = ['broken', 'open', 'not-evaluable', 'kept'];

/** What configuration, policy, profile and runbooks promise, against every record; what nobody promised is no promise. */
export function promiseRegister(workspace: Workspace, lookup: Lookup): PromiseRow[] {
  const now = { asOf: lookup.asOf, zone: lookup.zone, holidays: workspace.holidays };
  return promiseLedger(workspace, now)
    .filter(({ promise }) => promise.by !== 'default')
    .map((judgement) => rowOf(judgement, lookup))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
        compare(a.due ?? '9999', b.due ?? '9999') ||
        compare(a.subject, b.subject) ||
        compare(a.kind, b.kind),
    );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function rowOf({ promise, record, severity, deadline, done, outcome }: Judgement, lookup: Lookup): PromiseRow {
  const { source, limit, from } = promise;
  const at = lookup.instant(done);
  return {
    subject: record.id ?? record.ref.path,
    kind: promise.kind,
    severity: severity ?? null,
    promise: `within ${sayLimit(limit)}${from === null ? '' : ` of ${from}`}`,
    due: deadline === undefined ? null : instantText(deadline),
    done: at === undefined ? null : instantText(at),
    status: outcome,
    policy_file: source?.document.path ?? null,
    policy_line: source && 'line' in source.place ? source.place.line : null,
    ...lookup.source(record.ref),
  };
}

/** An instant to the second, UTC. */
export const instantText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
