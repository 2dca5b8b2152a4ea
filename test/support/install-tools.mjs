/**
 * Installs what the tests use beside the packages of the lock file: Microsoft's SARIF validator, a program for Linux on
 * x64 of 100 MB, which the lock file would make every other machine refuse. Does nothing where it is there already.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const VALIDATOR = '@microsoft/sarif-multitool-linux';
const VERSION = '5.7.0';
const folder = join(import.meta.dirname, '../../.ci/tools/sarif');
const isSuited = process.platform === 'linux' && process.arch === 'x64';

if (isSuited && !existsSync(join(folder, 'node_modules', VALIDATOR))) {
  console.error(`installing ${VALIDATOR}@${VERSION} for the tests`);
  const flags = ['--no-save', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', folder, ...flags, `${VALIDATOR}@${VERSION}`], {
    stdio: ['ignore', 2, 2],
  });
  process.exitCode = status ?? 1;
}
