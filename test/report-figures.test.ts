import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Reported, reportOn } from './data/reports/conformance.ts';
import { recompute } from './support/figures.mjs';

/** A browser, checkers in Java and .NET, ten formats: slow where the machine has other work. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Every figure of the neglected organisation's report, recomputed from its files by a script that shares no code. */
let reported: Reported;
let expected: ReturnType<typeof recompute>;
beforeAll(async () => {
  reported = await reportOn('fixtures/repos/neglected', ['json=report.json']);
  const { report, as_of } = reported.result;
  expected = recompute(reported.repository.path, {
    asOf: Date.parse(as_of),
    from: report.period.from,
    to: report.period.to,
    zone: report.period.timezone,
    seed: report.options.seed,
  });
});
afterAll(() => reported.repository.remove());

const registers = () => reported.result.report.registers;
const byFile = (a: { file: string }, b: { file: string }) => (a.file < b.file ? -1 : 1);

describe('the figures of the neglected organisation', () => {
  it('incidents: state, dates, ages, CAPAs', () => {
    expect(
      [...registers().incidents].sort(byFile).map((row) => ({ ...row, capas: [...row.capas].sort() })),
    ).toMatchObject(expected.incidents);
    expect(registers().incidents).toHaveLength(expected.incidents.length);
  });

  it('CAPAs: lateness, buckets, extensions, effectiveness', () => {
    expect([...registers().capas].sort(byFile)).toMatchObject(expected.capas);
    expect(registers().capas).toHaveLength(expected.capas.length);
  });

  it('promises on triage, containment and the root cause', () => {
    const line = ({
      subject,
      kind,
      severity,
      status,
    }: {
      subject: string;
      kind: string;
      severity: string | null;
      status: string;
    }) => `${subject} ${kind} ${severity} ${status}`;
    const own = registers().promises.filter(({ kind }) => ['triage', 'containment', 'root-cause'].includes(kind));
    expect(own.map(line).sort()).toEqual(expected.promises.map(line).sort());
    const { promises_by_severity: charted } = reported.result.report.series;
    const total = charted.reduce((sum, one) => sum + one.kept + one.broken + one.open + one.not_evaluable, 0);
    expect(total).toBe(registers().promises.length);
  });

  it('statistics', () => {
    const told = reported.result.report.statistics.map(({ id, value, counted, of }) => [id, { value, counted, of }]);
    expect(Object.fromEntries(told)).toEqual(expected.statistics);
  });

  it('charts', () => {
    const { incidents_by_month: months, capa_ageing: ageing, open_capas: open } = reported.result.report.series;
    const filled = months.filter(({ severities }) => Object.keys(severities).length > 0);
    expect(Object.fromEntries(filled.map(({ month, severities }) => [month, severities]))).toEqual(expected.months);
    expect(Object.fromEntries(ageing.map(({ bucket, capas }) => [bucket, capas]))).toEqual(expected.ageing);
    expect(open).toEqual(expected.openCapas);
  });

  it('who was told', () => {
    const told = registers().notifications.filter(({ what }) => what.startsWith('notice'));
    expect(told.map(({ incident, to }) => `${incident} ${to}`).sort()).toEqual(expected.told);
  });

  it('the sample, drawn again', () => {
    const { records } = reported.result.report.sample;
    const drawn: Record<string, string[]> = {};
    for (const { stratum, id } of records) drawn[stratum] = [...(drawn[stratum] ?? []), id];
    expect(drawn).toEqual(expected.sample);
  });

  it('the grid: denominators and verdicts from the findings', () => {
    const { findings, report } = reported.result;
    const files = (folder: string) => report.documents.filter(({ file }) => file.startsWith(folder));
    for (const { key, layers } of report.sections) {
      for (const { layer, verdict, checked, passed, failed, not_evaluable: unread } of layers) {
        if (verdict === 'not-applicable') continue;
        const own = findings.filter(
          (one) => one.section === key && one.layer === layer && one.severity !== 'notice' && !one.waived,
        );
        const failing = new Set(own.map(({ file }) => file));
        const folders = {
          design: ['policies/ai-incident-management.md'],
          implementation: ['runbooks/'],
          operation: ['incidents/'],
        }[layer];
        if (key === 'corrective-and-preventive-actions' && layer === 'operation') folders.push('capas/');
        const documents = folders.flatMap(files).map(({ file }) => file);
        const beyond = [...failing].filter((file) => !documents.includes(file)).length;
        const where = `${key}, ${layer}`;
        expect([where, failed]).toEqual([where, failing.size]);
        expect([where, checked]).toEqual([where, documents.length + beyond]);
        expect([where, passed + failed + unread]).toEqual([where, checked]);
        const errors = own.filter(({ severity }) => severity === 'error');
        if (failed === 0) expect([where, verdict]).toEqual([where, 'conforms']);
        else if (errors.length === 0) expect([where, verdict]).toEqual([where, 'observation']);
        else expect([where, ['minor', 'major']]).toEqual([where, expect.arrayContaining([verdict])]);
      }
    }
  });
});
