import { hasCapaReached, isCapaRunning } from '../../facts/capa-states.ts';
import type { CapaFacts, Workspace } from '../../facts/index.ts';
import { daysBetween } from '../../time.ts';
import type { Lookup } from '../input.ts';
import type { CapaRow } from '../model.ts';

/** Ageing of overdue CAPAs, in days late (DOMAIN: 1–30, 31–60, 61–90, above). */
export const BUCKETS = ['1–30', '31–60', '61–90', '> 90'] as const;

/** Every CAPA, stand-alone and embedded: the most overdue first, then open ones by due date, then the rest. */
export function capaRegister(workspace: Workspace, lookup: Lookup): CapaRow[] {
  return workspace.capas
    .map((capa) => rowOf(capa, lookup))
    .sort(
      (a, b) =>
        (b.days_overdue ?? 0) - (a.days_overdue ?? 0) ||
        Number(b.is_open) - Number(a.is_open) ||
        compare(a.due ?? '9999', b.due ?? '9999') ||
        compare(a.id, b.id),
    );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function rowOf(capa: CapaFacts, lookup: Lookup): CapaRow {
  const { ref, id = ref.path, state, effectiveness, sourceRefs, parent } = capa;
  const { date, source, findings, today } = lookup;
  const [due, implemented] = [date(capa.dueDate), date(capa.implementedAt)];
  const late = isCapaRunning(state) && due !== null ? daysBetween(due, today) : 0;
  return {
    id,
    title: capa.title ?? null,
    kind: capa.actionKind ?? null,
    state: state ?? null,
    priority: capa.priority ?? null,
    owner: capa.owner ?? null,
    incidents: parent === undefined ? sourceRefs.map((reference) => reference.id) : [parent],
    opened: date(capa.openedAt),
    original_due: date(capa.originalDueDate),
    due,
    implemented,
    is_open: hasCapaReached(state, 'open') && !hasCapaReached(state, 'closed'),
    days_overdue: late > 0 ? late : null,
    bucket: late > 0 ? bucketOf(late) : null,
    on_time: due === null || implemented === null ? null : implemented <= due,
    extensions: capa.extensionCount,
    check_due: date(effectiveness.plannedAt),
    checked: date(effectiveness.performedAt),
    effectiveness: effectiveness.result ?? null,
    findings: findings(ref.path, id),
    ...source(ref),
  };
}

export function bucketOf(days: number): string {
  return BUCKETS[Math.min(Math.floor((days - 1) / 30), BUCKETS.length - 1)] ?? BUCKETS[0];
}
