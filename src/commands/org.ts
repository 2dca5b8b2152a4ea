import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Output } from '../cli/options.ts';
import { CONFIG_FILE } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { TrackerError } from '../issues/tracker.ts';
import { combine } from '../organisation/combine.ts';
import type { Listing } from '../organisation/model.ts';
import { readListing, readResult } from '../organisation/read.ts';
import { renderOrganisation } from '../report/organisation.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import type { Result } from '../types.ts';
import { readAccess } from './access.ts';
import { saveText } from './save-text.ts';

interface Flags {
  readonly format?: readonly Output[];
}

/** `aimscheck org list`. Exit codes: 0 listed · 2 usage, or GitHub refuses · 3 no repository holds a configuration. */
export async function orgListCommand(
  owner: string,
  { format, deadline }: Flags & { readonly deadline: number },
  terminal: Terminal,
): Promise<number> {
  const { env, now, warn } = terminal;
  const end = now().getTime() + deadline;
  const access = readAccess({ repo: owner }, env, '`contents: read` on the repositories of the organisation');
  const [{ connect }, { findRepositories }] = await Promise.all([
    import('../github/client.ts'),
    import('../github/organisation.ts'),
  ]);
  const timeLeft = (): number => end - now().getTime();
  const onWait = (text: string): void => warn(`${text}\n`);
  const github = connect(access, { timeLeft, onWait, onRequest: () => undefined, pace: access.pace });
  try {
    const listing: Listing = { version: 1, owner, ...(await findRepositories(github, owner, CONFIG_FILE)) };
    write(format ?? [{ name: 'text' }], { json: () => json(listing), text: () => sayListing(listing) }, terminal);
    return listing.repositories.length === 0 ? 3 : 0;
  } catch (error) {
    if (error instanceof TrackerError) throw new UsageError(error.message);
    throw error;
  }
}

function sayListing({ repositories, not_scanned }: Listing): string {
  const lines = [
    ...repositories.map(({ name }) => terminalText(name)),
    ...not_scanned.map(({ name, reason }) => `not ${terminalText(name)}: ${terminalText(reason)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** `aimscheck org report`. Exit codes: 0 written, whatever was found · 2 usage. */
export async function orgReportCommand(
  { listing, folder }: { readonly listing: string; readonly folder: string },
  { format }: Flags,
  terminal: Terminal,
): Promise<number> {
  const { cwd, env } = terminal;
  const listed = readListing(textOf(resolve(cwd, listing)) ?? '', listing);
  const results = new Map<string, Result>();
  for (const { name } of listed.repositories) {
    const text = textOf(join(resolve(cwd, folder), `${name}.json`));
    if (text !== undefined) results.set(name, readResult(text, `${name}.json`));
  }
  const serverUrl = (env.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/+$/, '');
  const report = combine(listed, { results, serverUrl });
  const formats = { json: () => json(report), markdown: () => renderOrganisation(report) };
  write(format ?? [{ name: 'markdown' }], formats, terminal);
  return 0;
}

const LARGEST = 256 * 1024 ** 2;

/** @returns undefined where there is no such file */
function textOf(file: string): string | undefined {
  const status = statSync(file, { throwIfNoEntry: false });
  if (!status?.isFile()) return undefined;
  if (status.size > LARGEST) throw new UsageError(`${file}: Unexpected size, expected at most 256 MiB`);
  return readFileSync(file, 'utf8');
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function write(
  outputs: readonly Output[],
  formats: Readonly<Record<string, () => string>>,
  { cwd, write: print }: Terminal,
): void {
  for (const { name, file } of outputs) {
    const text = formats[name]?.() ?? '';
    if (file === undefined) print(text);
    else saveText(resolve(cwd, file), text);
  }
}
