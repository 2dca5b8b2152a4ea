import { createHash } from 'node:crypto';
import type { CapaRow, IncidentRow, Sample, SampledRecord } from './model.ts';

const QUESTIONS = [
  'The record matches the ticket or log it cites',
  'Severity and category are right',
  'The root cause goes beyond the symptom',
  'Those to be told were told in time',
  'The action removes the cause, and its effect was verified',
  'Approver and verifier are independent',
];

/** Auditors' rule of thumb: the square root of the population, rounded up. */
export const sizeFor = (population: number): number => Math.ceil(Math.sqrt(population));

export function defaultSeed(commit: string | null, period: string): number {
  return Number.parseInt(
    createHash('sha256')
      .update(`${commit ?? ''}\0${period}`)
      .digest('hex')
      .slice(0, 8),
    16,
  );
}

/**
 * A stratified random sample that anybody can draw again: in each stratum (incidents of one severity detected in the
 * period, and CAPAs opened in it) the records are put in the order of SHA-256 of `seed:id`, and the first ones taken.
 */
export function drawSample(
  seed: number,
  { incidents, capas }: { incidents: readonly IncidentRow[]; capas: readonly CapaRow[] },
): Sample {
  const strata = new Map<string, SampledRecord[]>();
  for (const { id, title, file, line, blob, severity } of incidents) {
    add({ kind: 'incident', id, title, file, line, blob, stratum: severity ?? 'no severity' });
  }
  for (const { id, title, file, line, blob } of capas) {
    add({ kind: 'capa', id, title, file, line, blob, stratum: 'CAPAs' });
  }
  const drawn = [...strata.values()]
    .map((records) => ({ records, size: sizeFor(records.length) }))
    .sort((a, b) => compare(keyOf(a.records), keyOf(b.records)));
  return {
    seed,
    method: `In each stratum the records are put in the order of SHA-256 of "${seed}:" followed by the id; the first ones are taken, as many as the square root of their number, rounded up.`,
    strata: drawn.map(({ records, size }) => ({
      kind: records[0]?.kind ?? 'incident',
      stratum: records[0]?.stratum ?? '',
      population: records.length,
      size,
    })),
    records: drawn.flatMap(({ records, size }) => records.sort(byOrder).slice(0, size)),
    questions: QUESTIONS,
  };

  function add(record: Omit<SampledRecord, 'order'>): void {
    const key = `${record.kind} ${record.stratum}`;
    const order = createHash('sha256').update(`${seed}:${record.id}`).digest('hex');
    const stratum = strata.get(key) ?? [];
    if (stratum.length === 0) strata.set(key, stratum);
    stratum.push({ ...record, order });
  }
}

const keyOf = ([first]: readonly SampledRecord[]) => `${first?.kind === 'capa' ? 1 : 0} ${first?.stratum}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byOrder = (a: SampledRecord, b: SampledRecord) => compare(a.order, b.order) || compare(a.file, b.file);
