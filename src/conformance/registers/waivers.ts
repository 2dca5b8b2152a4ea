import type { WaiverFacts, Workspace } from '../../facts/index.ts';
import type { Finding } from '../../types.ts';
import type { Lookup } from '../input.ts';
import type { WaiverRow } from '../model.ts';

/** Accepted deviations: waiver files, ignores beside a line, and what was known at adoption; those that hold first. */
export function waiverRegister(
  { waivers = [] }: Workspace,
  { lookup, findings }: { lookup: Lookup; findings: readonly Finding[] },
): WaiverRow[] {
  const covered = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { waived } = finding;
    if (!waived) continue;
    const key = keyOf(waived);
    const known = covered.get(key);
    if (known) known.push(finding);
    else covered.set(key, [finding]);
  }
  const files = waivers.map((waiver) =>
    waiverRow(waiver, { lookup, findings: covered.get(keyOf(byOf(waiver)))?.length ?? 0 }),
  );
  const others = [...covered.values()].flatMap((own) => otherRow(own, lookup) ?? []);
  return [...files, ...others].sort(
    (a, b) =>
      ORDER.indexOf(a.status) - ORDER.indexOf(b.status) ||
      compare(a.until ?? '9999', b.until ?? '9999') ||
      compare(a.id, b.id),
  );
}

const ORDER: readonly WaiverRow['status'][] = ['active', 'lapsed', 'invalid'];
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ kind, by }: { kind: string; by: string }): string => `${kind}\0${by}`;
const byOf = ({ id, ref }: WaiverFacts) => ({ kind: 'waiver', by: id ?? ref.path });

function waiverRow(waiver: WaiverFacts, { lookup, findings }: { lookup: Lookup; findings: number }): WaiverRow {
  const { ref, id = ref.path, ruleIds, requirements, scope, reason, approvedBy, endsOn, isSound } = waiver;
  const places = [...(scope.paths ?? []), ...(scope.records ?? []), ...(scope.systems ?? [])];
  const isOver = endsOn === undefined || endsOn < lookup.today;
  return {
    id,
    rules: [...ruleIds, ...requirements],
    scope: places.join(', ') || 'not said',
    reason: reason ?? null,
    approved_by: approvedBy ?? null,
    until: endsOn ?? null,
    status: !isSound ? 'invalid' : isOver ? 'lapsed' : 'active',
    findings,
    ...lookup.source(ref),
  };
}

function otherRow(findings: readonly Finding[], lookup: Lookup): WaiverRow | undefined {
  const [first] = findings;
  if (!first?.waived || first.waived.kind === 'waiver') return undefined;
  const { kind, by, until, reason } = first.waived;
  const isBaseline = kind === 'baseline';
  return {
    id: isBaseline ? 'baseline' : `ignore at ${by}`,
    rules: [...new Set(findings.map(({ rule }) => rule))].sort(),
    scope: isBaseline ? 'findings known at adoption' : first.file,
    reason,
    approved_by: null,
    until,
    status: 'active',
    findings: findings.length,
    ...lookup.source({ kind: 'config', path: isBaseline ? by : first.file, index: 0, base: '' }),
  };
}
