import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConformanceResult } from '../src/conformance/model.ts';
import type { Result } from '../src/types.ts';
import { eighteenMonths } from './support/eighteen-months.ts';
import { run } from './support/run.ts';
import type { Story } from './support/story.ts';

/** Eighteen months with a merge, a record that moves, a squash and a revert. */
let story: Story;
beforeAll(() => {
  story = eighteenMonths();
});
afterAll(() => story.remove());

const SEED = 20_261_127;

it('check --at is a checkout and a plain check, byte for byte, on ten random revisions', async () => {
  const all = story.git('log', '--all', '--format=%H %cI').trim().split('\n');
  const chosen = fc.sample(fc.constantFrom(...all), { seed: SEED, numRuns: 10 });
  console.info(`seed ${SEED}: ${chosen.map((line) => line.slice(0, 12)).join(' ')}`);
  for (const [i, line] of chosen.entries()) {
    const [revision = '', date = ''] = line.split(' ');
    const format = i % 2 === 0 ? 'text' : 'json';
    story.git('checkout', '--quiet', 'main');
    const then = await run(story.path, 'check', '--at', revision, '--format', format);
    story.git('checkout', '--quiet', revision);
    const plain = await run(story.path, 'check', '--as-of', date, '--format', format);
    expect(plain.stdout.length).toBeGreaterThan(100);
    expect(then).toEqual(plain);
  }
  story.git('checkout', '--quiet', 'main');
}, 120_000);

const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-03', '2026-04', '2026-05', '2026-10'];

it('each month of a report is what check --at finds at its end', async () => {
  const period = '2025-08-01..2026-11-23';
  const { stdout } = await run(story.path, 'report', '--period', period, '--as-of', '2026-11-23', '--format', 'json');
  const { series } = (JSON.parse(stdout) as { report: ConformanceResult['report'] }).report;
  expect(series.open_capas_from).toBe('git');
  const found: { month: string; overdue: number }[] = [];
  for (const month of MONTHS) {
    const [year = 0, number = 1] = month.split('-').map(Number);
    const day = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
    const { findings } = JSON.parse((await run(story.path, 'check', '--at', day, '--format', 'json')).stdout) as Result;
    found.push({ month, overdue: findings.filter(({ rule }) => rule === 'capa-overdue').length });
  }
  const told = series.open_capas.filter(({ month }) => MONTHS.includes(month));
  expect(told.map(({ month, overdue }) => ({ month, overdue }))).toEqual(found);
  expect(new Set(found.map(({ overdue }) => overdue)).size).toBeGreaterThan(2);
}, 120_000);
