import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

export interface Processes {
  /** Runs one command line in every process at once; gives their exit codes. */
  readonly runAll: (args: readonly string[]) => Promise<number[]>;
  readonly stop: () => void;
}

/** Real processes of the bundled program, started once: starting them anew for every round is slow. */
export async function startProcesses(
  amount: number,
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<Processes> {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-runner-'));
  await build({
    input: join(import.meta.dirname, 'runner.ts'),
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    output: { dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    logLevel: 'warn',
  });
  const options = { cwd, env: { PATH: process.env.PATH, ...env } };
  const children = Array.from({ length: amount }, () => fork(join(folder, 'runner.mjs'), options));
  return {
    runAll: (args) => Promise.all(children.map((child) => runIn(child, args))),
    stop: () => {
      for (const child of children) child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function runIn(child: ChildProcess, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (code) => resolve(Number(code)));
    child.send([...args]);
  });
}
