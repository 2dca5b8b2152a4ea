#!/usr/bin/env node
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.mjs';
import { median, runOnce } from './measure.mjs';
import { installPeers, OURS, rowsFor } from './peers.mjs';

const USAGE = `npm run bench -- [--records N] [--runs N] [--only PEER] [--timeout SECONDS] [--json] [--keep]

Times check beside other tools on a generated corpus; see the table or, with --json, {rows: [...]}.
`;
const SCHEMA = join(import.meta.dirname, '..', '..', 'schemas', 'incident.schema.json');
const say = (line) => void process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      records: { type: 'string', default: '1000' },
      runs: { type: 'string', default: '5' },
      timeout: { type: 'string', default: '600' },
      only: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      keep: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const whole = (name) => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name}: expected a whole number above 0`);
    return number;
  };
  return { ...values, records: whole('records'), runs: whole('runs'), timeoutMs: whole('timeout') * 1000 };
}

/** One row: both run once to warm up, then in turn. A peer that fails keeps its row, with a note in place of figures. */
function measureRow(row, { records, runs, timeoutMs }, scratch) {
  const mine = { ...row.ours, timeoutMs };
  const other = { ...row.theirs, timeoutMs };
  const base = { peer: row.peer, records, mode: 'cold', goal: Number(row.goal.toFixed(2)) };
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
    cpu: median(list.map(({ cpu }) => cpu)),
    mb: Math.max(...list.map(({ mb }) => mb)),
  });
  const our = figures(ours);
  const peer = note === undefined ? figures(theirs) : { s: null, cpu: null, mb: null };
  const ratio = peer.s === null ? null : round(peer.s / our.s, 2);
  return {
    ...base,
    ours_s: round(our.s, 3),
    peer_s: round(peer.s, 3),
    ratio,
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
  const line = (name, ...cells) => `${name.padEnd(34)}${cells.map((value) => cell(value, 10)).join('')}`;
  process.stdout.write(
    `${line('peer', 'ours s', 'peer s', 'ratio', 'goal', 'ours cpu', 'peer cpu', 'ours MB', 'peer MB')}\n`,
  );
  for (const row of rows) {
    process.stdout.write(
      `${line(row.peer, row.ours_s, row.peer_s, row.ratio, row.goal, row.ours_cpu_s, row.peer_cpu_s, row.ours_mb, row.peer_mb)}${row.note ? `  ${row.note}` : ''}\n`,
    );
  }
}

function main() {
  const options = readOptions();
  if (options.help) return void process.stdout.write(USAGE);
  if (!existsSync(OURS)) throw new Error('dist/bin.js is missing; run npm run build');
  installPeers(say);
  const corpus = buildCorpus(options.records, SCHEMA);
  say(
    `${options.records} records, mean ${corpus.meanKb.toFixed(1)} KB, ${corpus.invalid} invalid; ${corpus.markdown} Markdown files; ${corpus.root}`,
  );
  try {
    const wanted = rowsFor(corpus, options.records).filter(
      ({ peer }) => !options.only || options.only.some((name) => peer.includes(name)),
    );
    const rows = wanted.map((row) => measureRow(row, options, corpus.root));
    if (options.json) process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
    else printTable(rows);
  } finally {
    if (!options.keep) rmSync(corpus.root, { recursive: true, force: true });
  }
}

main();
