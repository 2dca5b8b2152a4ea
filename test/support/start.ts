/** `npm start`: the neglected example organisation, in a repository of its own so that no other history leaks in. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createRepository, ROOT } from './repository.ts';

const { path, remove } = createRepository('fixtures/repos/neglected');
try {
  const args = ['check', '--as-of', '2026-11-23', '--fail-on', 'never'];
  const { status } = spawnSync(process.execPath, [join(ROOT, 'dist/bin.js'), ...args], { cwd: path, stdio: 'inherit' });
  process.exitCode = status ?? 2;
} finally {
  remove();
}
