#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCorpus } from './corpus.mjs';
import { runOnce } from './measure.mjs';
import { AS_OF } from './records.mjs';

/**
 * Holds the speed of what is checked out against a commit of before, both built here and run in turn over the same
 * corpus. Processor time counts, the least of several runs: other work on the machine only ever adds to it.
 * Exits 1 where the new one takes more than LIMIT times as long.
 */
const LIMIT = 1.5;
const RECORDS = 500;
const RUNS = 5;
const ROOT = join(import.meta.dirname, '..', '..');
const SCHEMA = join(ROOT, 'schemas', 'incident.schema.json');

const [base = 'HEAD^'] = process.argv.slice(2);

function run(program, args, cwd) {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** Builds a commit in a work tree of its own, with the packages that are installed here. */
function buildBase(folder) {
  run('git', ['worktree', 'add', '--detach', '--quiet', folder, base], ROOT);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  run(process.execPath, [join(ROOT, 'node_modules/rolldown/bin/cli.mjs'), '-c'], folder);
  return join(folder, 'dist', 'bin.js');
}

function leastCpu(bin, cwd, scratch) {
  const args = [bin, 'check', '--as-of', AS_OF, '--format', 'json', '--fail-on', 'never'];
  const { cpu, code, stderr } = runOnce({ args, cwd }, scratch);
  if (code !== 0) throw new Error(`${bin} ended with ${code}\n${stderr.slice(0, 1000)}`);
  if (!Number.isFinite(cpu)) throw new Error('GNU time is needed: apt-get install time');
  return cpu;
}

function compare(folder, bins, corpus) {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < RUNS; i++) {
    bins.forEach((bin, which) => {
      least[which] = Math.min(least[which], leastCpu(bin, join(corpus.root, folder), corpus.root));
    });
  }
  const [before, now] = least;
  const ratio = now / before;
  process.stdout.write(
    `${folder}: ${before.toFixed(2)} s before, ${now.toFixed(2)} s now, ratio ${ratio.toFixed(2)}\n`,
  );
  return ratio;
}

const scratch = mkdtempSync(join(tmpdir(), 'aimscheck-base-'));
const worktree = join(scratch, 'base');
let corpus;
try {
  const now = join(ROOT, 'dist', 'bin.js');
  if (!existsSync(now)) throw new Error('dist/bin.js is missing; run npm run build');
  const bins = [buildBase(worktree), now];
  corpus = buildCorpus(RECORDS, SCHEMA);
  const worst = Math.max(...['one', 'records', 'prose'].map((folder) => compare(folder, bins, corpus)));
  if (worst > LIMIT) {
    process.stdout.write(`Slower than ${LIMIT} times the base ${base}.\n`);
    process.exitCode = 1;
  }
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', worktree], { cwd: ROOT });
  rmSync(scratch, { recursive: true, force: true });
  if (corpus) rmSync(corpus.root, { recursive: true, force: true });
}
