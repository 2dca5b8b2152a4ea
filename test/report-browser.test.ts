import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderHtml } from '../src/report/html/index.ts';
import { type Reported, reportOn } from './data/reports/conformance.ts';
import { HOSTILE_TEXTS } from './data/reports/hostile.ts';
import { closeBrowser, openPage } from './support/browser.ts';

/** A browser, checkers in Java and .NET, ten formats: slow where the machine has other work. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ORGANISATIONS = ['conforming', 'neglected'] as const;

const reports = new Map<string, Reported>();
beforeAll(async () => {
  for (const name of ORGANISATIONS)
    reports.set(name, await reportOn(`fixtures/repos/${name}`, ['html=report.html', 'json=report.json']));
});
afterAll(async () => {
  await closeBrowser();
  for (const { repository } of reports.values()) repository.remove();
});

const reportedOn = (name: string): Reported => {
  const found = reports.get(name);
  if (!found) throw new Error(`no report on ${name}`);
  return found;
};
const pageOf = (name: string): string => join(reportedOn(name).folder, 'report.html');

/** Rules that the page breaks, each with the places. The policy of the page lets no script in, so it comes by the debugger. */
async function violations(page: Page, options: RunOptions): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(', ')}`,
  );
}

/** Themes differ in their colours alone. */
const THEMES: readonly (readonly ['light' | 'dark', RunOptions])[] = [
  ['light', {}],
  ['dark', { runOnly: ['color-contrast'] }],
];
/** Follows every entry of the contents, and tells where its part then stands on the screen. */
const FOLLOW_CONTENTS = `[...document.querySelectorAll('.toc a')].map((link) => {
  link.click();
  const target = link.getAttribute('href');
  return [target, document.querySelector(target).getBoundingClientRect().top];
})`;
const SCREEN = { viewport: { width: 1280, height: 900 } };

describe.each(ORGANISATIONS)('the page of the %s organisation', (name) => {
  it('asks for nothing, and complains of nothing', async (context) => {
    const { requests, complaints } = await openPage(pageOf(name), context);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.for(THEMES)('has no violation of axe in the %s theme, with everything open', async ([theme, options], context) => {
    const { page } = await openPage(pageOf(name), context, { colorScheme: theme, reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Open everything that is folded' }).click();
    expect(await violations(page, options)).toEqual([]);
  });

  it('fits a phone', async (context) => {
    const { page } = await openPage(pageOf(name), context, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('leads from every entry of the contents to its part', async (context) => {
    const { page } = await openPage(pageOf(name), context, { ...SCREEN, reducedMotion: 'reduce' });
    const places = (await page.evaluate(FOLLOW_CONTENTS)) as [target: string, top: number][];
    expect(places.length).toBeGreaterThan(25);
    expect(places.filter(([, top]) => !(top >= 0 && top < SCREEN.viewport.height))).toEqual([]);
  });

  it('shows the same content without a script', async (context) => {
    const textOf = async (javaScriptEnabled: boolean): Promise<string> => {
      const { page } = await openPage(pageOf(name), context, { javaScriptEnabled });
      return page.locator('main').evaluate((main) => {
        for (const tool of main.querySelectorAll('.tools')) tool.remove();
        return main.textContent ?? '';
      });
    };
    expect(await textOf(false)).toBe(await textOf(true));
  });
});

it('filters and sorts a register by keyboard', async (context) => {
  const { page } = await openPage(pageOf('neglected'), context);
  const register = page.locator('#register-incidents');
  const ids = () => register.locator('tbody tr:visible th').allTextContents();
  await register.getByRole('searchbox').focus();
  await page.keyboard.type('sev-2');
  expect(await ids()).toEqual(['AI-INC-2026-008', 'AI-INC-2026-012', 'AI-INC-2026-001']);
  expect(await register.locator('output').textContent()).toBe('3 of 14 rows');
  await page.keyboard.press('Tab');
  while ((await page.evaluate('document.activeElement?.textContent')) !== 'Detected') await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await ids()).toEqual(['AI-INC-2026-001', 'AI-INC-2026-008', 'AI-INC-2026-012']);
  await page.keyboard.press('Enter');
  expect(await ids()).toEqual(['AI-INC-2026-012', 'AI-INC-2026-008', 'AI-INC-2026-001']);
  expect(await register.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
});

it('opens what a link points into', async (context) => {
  const { page } = await openPage(pageOf('neglected'), context);
  const folded = page.locator('main details').first();
  await page.evaluate(
    "document.querySelector('main details > *:not(summary)').id = 'within'; location.hash = '#within'",
  );
  await expect.poll(() => folded.getAttribute('open')).toBe('');
});

/** The register of a large organisation: the rows there are, again and again. */
function grown<Row>(rows: readonly Row[], count: number): Row[] {
  return Array.from({ length: count }, (_, i) => rows[i % rows.length] as Row);
}

it('opens in three seconds with ten thousand incidents, and says what it leaves out', async (context) => {
  const { result } = reportedOn('neglected');
  const { registers } = result.report;
  const many = {
    incidents: grown(registers.incidents, 10_000),
    capas: grown(registers.capas, 20_000),
    promises: grown(registers.promises, 40_000),
  };
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-large-'));
  context.onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'report.html');
  writeFileSync(file, renderHtml({ ...result, report: { ...result.report, registers: { ...registers, ...many } } }));
  const { page } = await openPage(file, context);
  // What the page itself keeps the browser busy with: other work on the machine does not count against it.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.reload();
  const { metrics } = await session.send('Performance.getMetrics');
  expect(metrics.find(({ name }) => name === 'TaskDuration')?.value).toBeLessThan(3);
  expect(statSync(file).size).toBeLessThan(1_500_000);
  const incidents = page.locator('#register-incidents');
  expect(await incidents.locator('tbody tr').count()).toBe(300);
  expect(await incidents.locator('.note').textContent()).toBe(
    '9700 of 10000 rows are left out here, the ones that ask for least. All are in incidents.csv and in the JSON.',
  );
});

/** Long ones by themselves: every field of the page holds the text. */
const isLong = ([, text]: (typeof HOSTILE_TEXTS)[number]): boolean => text.length > 2000;
const TOGETHER = [
  ...HOSTILE_TEXTS.filter(isLong),
  [
    'everything else',
    HOSTILE_TEXTS.filter((one) => !isLong(one))
      .map(([, text]) => text)
      .join(' '),
  ] as const,
];

describe('a report with hostile text in every field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-hostile-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.for(TOGETHER)('%s is shown as text', async ([_what, text], context) => {
    const file = join(folder, 'report.html');
    writeFileSync(file, renderHtml(poisoned(reportedOn('neglected').result, text)));
    const { page, requests, complaints } = await openPage(file, context);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    const made = await page.locator('body').evaluate((body) => ({
      scripts: body.querySelectorAll('script').length,
      foreign: body.querySelectorAll('img, iframe, object, embed, form, link, style, [onerror], [onload]').length,
      addresses: [...body.querySelectorAll('a')]
        .map(({ protocol }) => protocol)
        .filter((one) => !['file:', 'https:'].includes(one)),
    }));
    expect(made).toEqual({ scripts: 1, foreign: 0, addresses: [] });
    expect(await page.locator('#register-incidents').textContent()).toContain('payload');
  });
});

/** Keys whose values decide what is built, rather than being shown. */
const DECIDING =
  /^(?:verdict|unwaived|layer|tone|unit|key|section|fingerprint|month|open_capas_from|severity|status|from|to|as_of|kind)$/;

function poisoned<Value>(value: Value, text: string, key = ''): Value {
  if (typeof value === 'string') return (DECIDING.test(key) ? value : text) as Value;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, text, key)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, text, name)])) as Value;
}
