/**
 * Installs what the tests use beside the packages of the lock file: Microsoft's SARIF validator, a program for Linux on
 * x64 of 100 MB, which the lock file would make every other machine refuse; the Nu HTML checker, a Java program of
 * 31 MB; html-validate, which wants Node 22. Does nothing where they are there already.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const isSuited = process.platform === 'linux' && process.arch === 'x64';
const TOOLS = [
  ...(isSuited ? [{ folder: 'sarif', name: '@microsoft/sarif-multitool-linux', version: '5.7.0' }] : []),
  { folder: 'nu', name: 'vnu-jar', version: '26.9.27' },
  { folder: 'html-validate', name: 'html-validate', version: '11.21.1' },
];

for (const { folder, name, version } of TOOLS) {
  const prefix = join(import.meta.dirname, '../../.ci/tools', folder);
  if (existsSync(join(prefix, 'node_modules', name))) continue;
  console.error(`installing ${name}@${version} for the tests`);
  const flags = ['--no-save', '--no-fund', '--no-audit', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', prefix, ...flags, `${name}@${version}`], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
