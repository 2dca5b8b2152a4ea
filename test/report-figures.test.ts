import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Reported, reportOn } from './data/reports/conformance.ts';
import { figuresIn } from './support/figures/figures-in.mjs';
import { recompute } from './support/figures/index.mjs';
import { readFigures } from './support/figures/summary.mjs';

/** Git, a whole check and a report: slow where the machine has other work. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/**
 * Every figure of the neglected organisation's report, recomputed from its files by a script that shares no code with the
 * program. What the report says and the script does not know fails as well: no figure goes unchecked.
 */
let reported: Reported;
let told: Record<string, unknown>;
let expected: Record<string, unknown>;
beforeAll(async () => {
  reported = await reportOn('fixtures/repos/neglected', ['json=report.json']);
  const { summary, requirements, report } = reported.result;
  told = figuresIn({ summary, requirements, report: { ...report, summary: readFigures(report.summary) } });
  expected = figuresIn(recompute(reported.repository.path, reported.result));
});
afterAll(() => reported.repository.remove());

/** Lists that hold no figure: files and texts. */
const NO_FIGURES = /^\/(?:report\/(?:documents|grading|limits|registers\/skipped)|summary\/skipped)\//;

describe('the figures of the neglected organisation', () => {
  const PARTS = [
    '/summary',
    '/requirements',
    '/report/organisation',
    '/report/period',
    '/report/options',
    '/report/summary',
    '/report/sections',
    '/report/policies',
    '/report/registers/incidents',
    '/report/registers/capas',
    '/report/registers/notifications',
    '/report/registers/drills',
    '/report/registers/waivers',
    '/report/registers/promises',
    '/report/registers/moves',
    '/report/registers/not_evaluable',
    '/report/statistics',
    '/report/series',
    '/report/crosswalk',
    '/report/sample',
  ];
  const within = (part: string, figures: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(figures).filter(([path]) => path.startsWith(`${part}/`) && !NO_FIGURES.test(path)),
    );

  it.each(PARTS)('%s', (part) => {
    expect(within(part, told)).toEqual(within(part, expected));
  });

  it('no figure is unchecked', () => {
    const unchecked = Object.keys(told).filter((path) => !NO_FIGURES.test(path) && !(path in expected));
    expect(unchecked).toEqual([]);
    expect(Object.keys(expected).filter((path) => !(path in told))).toEqual([]);
    expect(Object.keys(expected).length).toBeGreaterThan(1500);
  });
});
