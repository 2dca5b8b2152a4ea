import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * Settings that keep a repository under check from running anything, reaching out or answering for another: no hooks,
 * no file system monitor, no external diff, no pager, no signature program, no transport (so that a partial clone
 * fetches nothing), no replaced objects, no locks; the owner of the folder does not matter for reading. Aliases cannot
 * take the place of Git's own commands.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'diff.external=',
  'diff.relative=false',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.follow=false',
  'safe.directory=*',
  'protocol.allow=never',
  ...['ext', 'file', 'git', 'http', 'https', 'ssh'].map((name) => `protocol.${name}.allow=never`),
];

const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
];

const LARGEST_OUTPUT = 512 * 1024 * 1024;

/** Runs git in a folder; what it prints, or undefined where it fails or is not installed. Arguments are never a shell's. */
export function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', [...SAFE, ...args], { cwd, maxBuffer: LARGEST_OUTPUT, encoding: 'utf8' }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
}

/** Starts git for output too large to hold at once. What it says on standard error is dropped. */
export function startGit(cwd: string, args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
  return spawn('git', [...SAFE, ...args], { cwd, stdio: ['pipe', 'pipe', 'ignore'] });
}

/**
 * Settings that take the programs from the filters of a repository: comparing with the work tree would run them.
 * Undefined where a filter has a name that cannot be set.
 */
export async function withoutFilters(root: string): Promise<readonly string[] | undefined> {
  const keys = names((await git(root, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'])) ?? '');
  if (keys.some((key) => key.includes('='))) return undefined;
  return keys.flatMap((key) => ['-c', `${key}=${key.endsWith('.required') ? 'false' : ''}`]);
}

/** Output of `-z`: names ended by NUL. */
export function names(output: string): string[] {
  return output.split('\0').filter((name) => name !== '');
}
