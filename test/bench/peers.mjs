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
const check = (cwd) => ({ args: [OURS, 'check', '--as-of', AS_OF, '--format', 'json', '--fail-on', 'never'], cwd });

/**
 * The rows of one run: a program of ours and one of theirs over the same files. `goal` is the least ratio peer ÷ ours
 * asked for. `saw` reads from a peer's output what it found, to be held against what is there.
 */
export function rowsFor({ root, invalid, markdown }, records) {
  const folder = (name) => join(root, name);
  const large = records >= 10_000;
  const bin = (name, file) => join(MODULES, name, file);
  const floor = { args: ['-e', '0'], cwd: root };
  return [
    { peer: 'node -e 0 (--version)', ours: { args: [OURS, '--version'], cwd: root }, theirs: floor, goal: 1 / 1.2 },
    { peer: 'node -e 0 (check of one record)', ours: check(folder('one')), theirs: floor, goal: 1 / 2 },
    {
      peer: 'ajv-cli',
      ours: check(folder('records')),
      goal: large ? 1 / 0.6 : 1 / 0.7,
      theirs: {
        args: [
          bin('ajv-cli', 'dist/index.js'),
          'validate',
          '--spec=draft2020',
          '--strict=false',
          '--all-errors',
          '--errors=line',
          '-c',
          bin('ajv-formats', 'dist/index.js'),
          '-s',
          join(folder('tools'), 'schema.json'),
          '-d',
          'incidents/**/*.yml',
        ],
        cwd: folder('records'),
      },
      saw: ({ stdout, stderr }) =>
        fault(countLines(stderr, / invalid$/), invalid, 'invalid records') ??
        fault(countLines(stdout, / valid$/), records - invalid, 'valid records'),
    },
    {
      peer: 'markdownlint-cli2',
      ours: check(folder('prose')),
      goal: 1,
      theirs: { args: [bin('markdownlint-cli2', 'markdownlint-cli2-bin.mjs'), '**/*.md'], cwd: folder('prose') },
      saw: ({ stdout, stderr }) => fault(Number(/Linting: (\d+)/.exec(stdout + stderr)?.[1] ?? 0), markdown, 'files'),
    },
    {
      peer: 'spectral',
      ours: check(folder('records')),
      goal: large ? 1 / 0.015 : 1 / 0.03,
      theirs: {
        args: [
          bin('@stoplight/spectral-cli', 'dist/index.js'),
          'lint',
          'incidents/**/*.yml',
          '-r',
          join(folder('tools'), 'spectral.json'),
          '-f',
          'json',
          '-q',
        ],
        cwd: folder('records'),
      },
      saw: ({ stdout }) => fault(new Set(stdout.match(/"source": "[^"]+"/g)).size, invalid, 'invalid records'),
    },
  ];
}

function fault(seen, expected, what) {
  return seen === expected ? undefined : `saw ${seen} of ${expected} ${what}`;
}
