#!/usr/bin/env node
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.mjs';
import { median, runOnce } from './measure.mjs';
import { installPeers, OURS, rowsFor } from './peers.mjs';

const USAGE = `npm run bench -- [--records N]… [--runs N] [--only PEER]… [--scale] [--timeout SECONDS] [--json] [--save] [--keep]

Times check beside other tools on generated corpora; see the table or, with --json, {rows: [...]}. Slow peers are run up to
1,000 records, or where they are named. --scale: ours alone, with the exponent by which time grows. --save: into
test/bench/result.json, from which npm run generate makes the table in the README.
`;
const RESULT = join(import.meta.dirname, 'result.json');
const SCHEMA = join(import.meta.dirname, '..', '..', 'schemas', 'incident.schema.json');
const say = (line) => void process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      records: { type: 'string', multiple: true, default: ['1000'] },
      runs: { type: 'string', default: '5' },
      timeout: { type: 'string', default: '600' },
      only: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      save: { type: 'boolean' },
      scale: { type: 'boolean' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const whole = (name, text = values[name]) => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: expected a whole number above 0`);
    return number;
  };
  const sizes = values.records.map((text) => whole('records', text)).sort((a, b) => a - b);
  return { ...values, sizes, runs: whole('runs'), timeoutMs: whole('timeout') * 1000 };
}

/** One row: both run once to warm up, then in turn. A peer that fails keeps its row, with a note in place of figures. */
function measureRow(row, { records, runs, timeoutMs }, scratch) {
  const mine = { ...row.ours, timeoutMs };
  const other = { ...row.theirs, timeoutMs };
  const base = { peer: row.peer, records, mode: row.mode ?? 'cold', goal: Number(row.goal.toFixed(2)) };
  demandOurs(runOnce(mine, scratch), row);
  let note = faultOf(runOnce(other, scratch), row);
  const ours = [];
  const theirs = [];
  for (let i = 0; i < runs; i++) {
    ours.push(demandOurs(runOnce(mine, scratch), row));
    if (note !== undefined) continue;
    theirs.push(runOnce(other, scratch));
    note = faultOf(theirs.at(-1), row);
  }
  const figures = (list) => ({
    s: median(list.map(({ seconds }) => seconds)),
    spread: Math.max(...list.map(({ seconds }) => seconds)) / Math.min(...list.map(({ seconds }) => seconds)),
    cpu: median(list.map(({ cpu }) => cpu)),
    mb: Math.max(...list.map(({ mb }) => mb)),
  });
  const our = figures(ours);
  const peer = note === undefined ? figures(theirs) : { s: null, spread: null, cpu: null, mb: null };
  const ratio = peer.s === null ? null : round(peer.s / our.s, 2);
  return {
    ...base,
    ours_s: round(our.s, 3),
    peer_s: round(peer.s, 3),
    ratio,
    ours_spread: round(our.spread, 2),
    peer_spread: round(peer.spread, 2),
    ours_cpu_s: round(our.cpu, 2),
    peer_cpu_s: round(peer.cpu, 2),
    ours_mb: round(our.mb, 0),
    peer_mb: round(peer.mb, 0),
    ...(note ? { note } : {}),
  };
}

/** A run of ours that did not end well gives no figure: the whole bench stops, for the time would be a failure's. */
function demandOurs(run, { peer }) {
  if (run.code === 0 && !run.stopped) return run;
  throw new Error(`${peer}: ours ended with ${run.stopped ?? run.code}\n${run.stderr.slice(0, 2000)}`);
}

function faultOf(run, { saw }) {
  if (run.stopped) return `did not finish (${run.stopped})`;
  const fault = saw?.(run);
  if (fault)
    return `failed: exit ${run.code}, ${fault}; ${(run.stderr || run.stdout).trim().split('\n')[0].slice(0, 120)}`;
  return run.code === 0 || saw ? undefined : `failed: exit ${run.code}`;
}

function round(value, digits) {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

function printTable(rows) {
  const cell = (value, width) => String(value ?? '–').padStart(width);
  const line = (name, ...cells) => `${name.padEnd(46)}${cells.map((value) => cell(value, 10)).join('')}`;
  process.stdout.write(
    `${line('records, peer', 'ours s', 'peer s', 'ratio', 'goal', 'ours cpu', 'peer cpu', 'ours MB', 'peer MB')}\n`,
  );
  for (const row of rows) {
    process.stdout.write(
      `${line(`${row.records} ${row.mode}: ${row.peer}`, row.ours_s, row.peer_s, row.ratio, row.goal, row.ours_cpu_s, row.peer_cpu_s, row.ours_mb, row.peer_mb)}${row.note ? `  ${row.note}` : ''}\n`,
    );
  }
}

function main() {
  const options = readOptions();
  if (options.help) return void process.stdout.write(USAGE);
  if (!existsSync(OURS)) throw new Error('dist/bin.js is missing; run npm run build');
  if (!options.scale) installPeers(say);
  const rows = options.sizes.flatMap((records) => measureSize(records, options));
  if (options.save)
    writeFileSync(RESULT, `${JSON.stringify({ node: process.version, cores: cpus().length, rows }, null, 2)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
  else if (options.scale) printScale(rows);
  else printTable(rows);
}

function measureSize(records, options) {
  const corpus = buildCorpus(records, SCHEMA);
  say(
    `${records} records, mean ${corpus.meanKb.toFixed(1)} KB, ${corpus.invalid} invalid; ${corpus.markdown} Markdown files; ${corpus.root}`,
  );
  try {
    const isNamed = ({ peer }) => options.only?.some((name) => peer.includes(name));
    const wanted = rowsFor(corpus, records).filter((row) => (options.only ? isNamed(row) : !row.isSlow));
    if (options.scale)
      return [
        measureAlone(
          wanted.find(({ peer }) => peer === 'ajv-cli'),
          { ...options, records },
          corpus.root,
        ),
      ];
    return wanted.map((row) => measureRow(row, { ...options, records }, corpus.root));
  } finally {
    if (!options.keep) rmSync(corpus.root, { recursive: true, force: true });
  }
}

/** Ours over the records of one size. */
function measureAlone(row, { records, runs, timeoutMs }, scratch) {
  const list = Array.from({ length: runs + 1 }, () =>
    demandOurs(runOnce({ ...row.ours, timeoutMs }, scratch), row),
  ).slice(1);
  const of = (name) => median(list.map((run) => run[name]));
  return {
    peer: 'ours alone',
    records,
    mode: 'cold',
    ours_s: round(of('seconds'), 3),
    ours_cpu_s: round(of('cpu'), 2),
    ours_mb: round(of('mb'), 0),
  };
}

/** Time grows as the number of records to the power of the exponent: between each size and the one before. */
function printScale(rows) {
  process.stdout.write(
    `${'records'.padStart(10)}${'s'.padStart(10)}${'cpu s'.padStart(10)}${'MB'.padStart(10)}${'exponent'.padStart(10)}\n`,
  );
  rows.forEach(({ records, ours_s: s, ours_cpu_s: cpu, ours_mb: mb }, i) => {
    const before = rows[i - 1];
    const exponent = before ? round(Math.log(s / before.ours_s) / Math.log(records / before.records), 2) : '–';
    process.stdout.write(`${[records, s, cpu, mb, exponent].map((value) => String(value).padStart(10)).join('')}\n`);
  });
}

main();
