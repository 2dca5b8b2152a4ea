import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AS_OF } from './records.mjs';

const HERE = import.meta.dirname;
const MODULES = join(HERE, 'node_modules');
export const OURS = join(HERE, '..', '..', 'dist', 'bin.js');

/** Installs the peers beside this file, unless they are there already in the versions asked for. */
export function installPeers(say) {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  const isThere = ([name, version]) => {
    const manifest = join(MODULES, name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  };
  if (Object.entries(dependencies).every(isThere)) return;
  say('installing the peers …');
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const { status } = spawnSync('npm', flags, {
    cwd: HERE,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) say('the peers could not be installed');
}

const countLines = (text, pattern) => text.split('\n').filter((line) => pattern.test(line)).length;
const check = (cwd, ...flags) => ({
  args: [OURS, 'check', '--as-of', AS_OF, '--format', 'json', '--fail-on', 'never', ...flags],
  cwd,
});

/** Two programs one after the other, as one: what they do together is what ours does alone. */
const both = (first, second) => [
  '-e',
  `for (const { args, cwd } of ${JSON.stringify([first, second])}) require('node:child_process').spawnSync(process.execPath, args, { cwd, stdio: 'inherit' })`,
];
const STATUS =
  "require('node:child_process').spawnSync('git', ['status', '--porcelain=v2', '--branch'], { stdio: 'ignore' })";

/** More than this takes the slow ones longer than anybody waits: they are run when they are named. */
const MOST_FOR_SLOW = 1_000;

/**
 * The rows of one run: a program of ours and one of theirs over the same files. `goal` is the least ratio peer ÷ ours
 * asked for. `saw` reads from a peer's output what it found, to be held against what is there. `isSlow`: see above.
 */
export function rowsFor(corpus, records) {
  const { root } = corpus;
  const folder = (name) => join(root, name);
  const floor = { args: ['-e', '0'], cwd: root };
  const status = { args: ['-e', STATUS], cwd: folder('mixed') };
  const peers = peersOf(corpus, records);
  const large = records >= 10_000;
  const cold = [
    { peer: 'node -e 0 (--version)', ours: { args: [OURS, '--version'], cwd: root }, theirs: floor, goal: 1 / 1.2 },
    { peer: 'node -e 0 (check of one record)', ours: check(folder('one')), theirs: floor, goal: 1 / 2 },
    { peer: 'ajv-cli', ours: check(folder('records')), goal: large ? 1 / 0.6 : 1 / 0.7, ...peers.ajv },
    { peer: 'markdownlint-cli2', ours: check(folder('prose')), goal: 1, ...peers.markdownlint },
    { peer: 'remark-cli', ours: check(folder('prose')), goal: large ? 1 / 0.2 : 1 / 0.3, ...peers.remark },
    { peer: 'rumdl', ours: check(folder('prose')), goal: 1, ...peers.rumdl },
    {
      peer: 'ajv-cli + markdownlint-cli2',
      ours: check(folder('mixed'), '--no-cache'),
      theirs: { args: both(peers.ajv.theirs, peers.markdownlint.theirs), cwd: root },
      goal: large ? 1 / 0.2 : 1 / 0.25,
      saw: () => undefined,
    },
    {
      peer: 'spectral',
      ours: check(folder('records')),
      goal: large ? 1 / 0.015 : 1 / 0.03,
      isSlow: true,
      ...peers.spectral,
    },
    { peer: 'v8r', ours: check(folder('records')), goal: large ? 1 / 0.015 : 1 / 0.03, isSlow: true, ...peers.v8r },
  ];
  const warm = [
    {
      peer: 'node -e 0 + git status',
      mode: 'warm',
      ours: check(folder('mixed'), '--cache'),
      theirs: status,
      goal: 1 / 1.3,
    },
    {
      peer: 'ours, cold',
      mode: 'warm',
      ours: check(folder('mixed'), '--cache'),
      theirs: check(folder('mixed'), '--no-cache'),
      goal: 1,
    },
  ];
  return [...cold, ...warm].map((row) => ({ ...row, isSlow: row.isSlow === true && records > MOST_FOR_SLOW }));
}

function peersOf({ root, invalid, markdown }, records) {
  const folder = (name) => join(root, name);
  const bin = (name, file) => join(MODULES, name, file);
  const schema = join(folder('tools'), 'schema.json');
  const onRecords = (...args) => ({ args, cwd: folder('records') });
  const onProse = (...args) => ({ args, cwd: folder('prose') });
  const ajv = ['validate', '--spec=draft2020', '--strict=false', '--all-errors', '--errors=line'];
  const formats = ['-c', bin('ajv-formats', 'dist/index.js')];
  const plugins = ['remark-frontmatter', 'remark-gfm', 'remark-preset-lint-recommended'].flatMap((name) => [
    '--use',
    bin(name, 'index.js'),
  ]);
  const rules = join(folder('tools'), 'spectral.json');
  return {
    ajv: {
      theirs: onRecords(bin('ajv-cli', 'dist/index.js'), ...ajv, ...formats, '-s', schema, '-d', 'incidents/**/*.yml'),
      saw: ({ stdout, stderr }) =>
        fault(countLines(stderr, / invalid$/), invalid, 'invalid records') ??
        fault(countLines(stdout, / valid$/), records - invalid, 'valid records'),
    },
    markdownlint: {
      theirs: onProse(bin('markdownlint-cli2', 'markdownlint-cli2-bin.mjs'), '**/*.md'),
      saw: ({ stdout, stderr }) => fault(Number(/Linting: (\d+)/.exec(stdout + stderr)?.[1] ?? 0), markdown, 'files'),
    },
    remark: {
      theirs: onProse(bin('remark-cli', 'cli.js'), '--no-stdout', '--no-color', ...plugins, '.'),
      saw: ({ stderr }) => fault(countLines(stderr, /^\S.*\.md(?::|$)/), markdown, 'files'),
    },
    rumdl: {
      theirs: onProse(bin('rumdl', 'bin/rumdl'), 'check', '--no-cache', '.'),
      saw: ({ stdout }) => fault(Number(/(\d+) files?/.exec(stdout)?.[1] ?? 0) > 0, true, 'files'),
    },
    spectral: {
      theirs: onRecords(
        bin('@stoplight/spectral-cli', 'dist/index.js'),
        'lint',
        'incidents/**/*.yml',
        '-r',
        rules,
        '-f',
        'json',
        '-q',
      ),
      saw: ({ stdout }) => fault(new Set(stdout.match(/"source": "[^"]+"/g)).size, invalid, 'invalid records'),
    },
    v8r: {
      theirs: onRecords(bin('v8r', 'src/index.js'), '--schema', schema, 'incidents/**/*.yml'),
      saw: ({ stdout, stderr }) => fault(countLines(stdout + stderr, / is invalid/), invalid, 'invalid records'),
    },
  };
}

function fault(seen, expected, what) {
  return seen === expected ? undefined : `saw ${seen} of ${expected} ${what}`;
}
