import { execFile } from 'node:child_process';

/**
 * Settings that keep a repository under check from running anything or answering for another: no hooks, no file system
 * monitor, no external diff, no pager, no locks; the owner of the folder does not matter for reading.
 */
const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.quotePath=false',
    'diff.external=',
    'safe.directory=*',
  ].flatMap((setting) => ['-c', setting]),
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

/** Output of `-z`: names ended by NUL. */
export function names(output: string): string[] {
  return output.split('\0').filter((name) => name !== '');
}
