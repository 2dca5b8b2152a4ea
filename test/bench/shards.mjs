#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCorpus } from './corpus.mjs';
import { runOnce } from './measure.mjs';

/**
 * node test/bench/shards.mjs [--records N]: the generated corpus on one machine and on 2, 3 and 7, all run here one after
 * the other, on one thread each. Fails where a merge does not give the bytes of one run. What many machines take is the
 * slowest shard and the merge after it, in seconds of a processor; what it takes to start them is not in here.
 */
const { values } = parseArgs({ options: { records: { type: 'string', default: '1000' } } });
const ROOT = join(import.meta.dirname, '..', '..');
const BIN = join(ROOT, 'dist', 'bin.js');
const FORMATS = ['text', 'json', 'sarif', 'junit'];
const CONFIG = `timezone: UTC
documents:
  incident: ['records/incidents/**/*.yml']
  runbook: ['prose/runbooks/**/*.md']
  policy: ['prose/policies/**/*.md']
`;

const { root } = buildCorpus(Number(values.records), join(ROOT, 'schemas', 'incident.schema.json'));
writeFileSync(join(root, '.aimscheck.yml'), CONFIG);
rmSync(join(root, 'records', '.aimscheck.yml'));
rmSync(join(root, 'prose', '.aimscheck.yml'));
for (const args of [
  ['init', '--quiet'],
  ['add', '--all'],
  ['-c', 'user.name=Records Desk', '-c', 'user.email=records@example.org', 'commit', '--quiet', '--message', 'Records'],
])
  spawnSync('git', args, { cwd: root });

/** One command; its time, and what it wrote in every format. */
function run(command, formats = FORMATS) {
  const files = formats.map((format) => join(root, '..', `${root.split('/').at(-1)}.${format}`));
  const outputs = formats.flatMap((format, i) => ['--format', `${format}=${files[i]}`]);
  const flags = formats.length > 0 ? ['--as-of', '2026-11-23', '--fail-on', 'never'] : [];
  const ran = runOnce({ args: [BIN, ...command, ...flags, ...outputs], cwd: root }, join(root, '..'));
  if (ran.code !== 0) throw new Error(`${command.join(' ')}: exit code ${ran.code}\n${ran.stderr}`);
  const told = files.map((file) => readFileSync(file, 'utf8'));
  for (const file of files) rmSync(file);
  return { ...ran, told };
}

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const seconds = (value) => value.toFixed(1);
const costOf = (ran) => (Number.isNaN(ran.cpu) ? ran.seconds : ran.cpu);

try {
  const alone = run(['check', '--no-cache', '--workers', '1']);
  row('machines', 'slowest shard s', 'merge s', 'together s', 'of one machine', 'largest blob MB', 'peak MB');
  row('1', '', '', seconds(costOf(alone)), '1.00', '', Math.round(alone.mb));
  for (const count of [2, 3, 7]) {
    const blobs = Array.from({ length: count }, (_, i) => join(root, `${i + 1}.blob`));
    const shards = blobs.map((file, i) =>
      run(['check', '--no-cache', '--workers', '1', '--shard', `${i + 1}/${count}`, '--format', `blob=${file}`], []),
    );
    const size = Math.max(...blobs.map((file) => readFileSync(file).length)) / 1024 ** 2;
    const merged = run(['merge', '--no-cache', ...blobs]);
    for (const file of blobs) rmSync(file);
    const wrong = FORMATS.filter((_, i) => merged.told[i] !== alone.told[i]);
    if (wrong.length > 0) throw new Error(`${count} machines: another result in ${wrong.join(', ')}`);
    const slowest = Math.max(...shards.map(costOf));
    const peak = Math.round(Math.max(merged.mb, ...shards.map(({ mb }) => mb)));
    const together = slowest + costOf(merged);
    row(
      count,
      seconds(slowest),
      seconds(costOf(merged)),
      seconds(together),
      (together / costOf(alone)).toFixed(2),
      size.toFixed(1),
      peak,
    );
  }
} finally {
  rmSync(root, { recursive: true });
}
