import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TIME = '/usr/bin/time';
const PRELOAD = join(import.meta.dirname, 'peak.cjs');
const MAX_OUTPUT = 512 * 1024 * 1024;

/**
 * Runs a Node program as a whole process. Gives wall seconds, processor seconds (NaN where
 * GNU time is missing), peak memory in MB, exit code (null where it was stopped)
 * and what it printed.
 */
export function runOnce({ args, cwd, env = {}, timeoutMs }, scratch) {
  const peakFile = join(scratch, 'peak');
  const hasTime = existsSync(TIME);
  const [program, ...rest] = hasTime
    ? [TIME, '-q', '-f', '%U %S %M', '-o', peakFile, process.execPath, ...args]
    : [process.execPath, '--require', PRELOAD, ...args];
  const start = performance.now();
  const child = spawnSync(program, rest, {
    cwd,
    env: { ...process.env, ...env, BENCH_PEAK_FILE: peakFile },
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(timeoutMs ? { timeout: timeoutMs, killSignal: 'SIGTERM' } : {}),
  });
  const seconds = (performance.now() - start) / 1000;
  const told = existsSync(peakFile) ? readFileSync(peakFile, 'utf8').trim().split('\n').at(-1) : '';
  const [kib = Number.NaN, system = Number.NaN, user = Number.NaN] = told.split(' ').map(Number).reverse();
  const stopped = child.error ? (child.error.code ?? child.error.message) : undefined;
  return {
    seconds,
    cpu: user + system,
    mb: kib / 1024,
    code: child.status,
    stopped,
    stdout: child.stdout ?? '',
    stderr: child.stderr ?? '',
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
