import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { TestContext } from 'vitest';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

let browser: Promise<Browser> | undefined;

/** The browser of the machine; without one the test is skipped, loudly, or fails where REQUIRE_BROWSER is set. */
function openBrowser(context: TestContext): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  if (executablePath === undefined) {
    const hint = 'NOT TESTED in a browser: install one with: apt-get install -y chromium';
    if (process.env['REQUIRE_BROWSER']) throw new Error(hint);
    console.warn(hint);
    context.skip(hint);
  }
  browser ??= chromium.launch({ ...(executablePath ? { executablePath } : {}), args: FLAGS });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

export interface Opened {
  readonly page: Page;
  /** Addresses the page asked for, its own aside. */
  readonly requests: readonly string[];
  /** What the page wrote to the console, and errors of its scripts. */
  readonly complaints: readonly string[];
}

/** Opens a file in a page of its own. */
export async function openPage(
  file: string,
  context: TestContext,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const page = await (await (await openBrowser(context)).newContext(options)).newPage();
  const address = `file://${file}`;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, complaints };
}
