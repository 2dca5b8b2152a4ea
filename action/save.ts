import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { UsageError } from '../src/errors.ts';

/**
 * Writes a report. The workspace holds what a stranger proposed in a pull request, so that a link in it must not lead
 * the report to another file: a link in place of the file is replaced, a folder that leads out of the workspace refused.
 * @throws UsageError when the file would not be where it is said to be.
 */
export function saveReport(file: string, { text, workspace }: { text: string | Uint8Array; workspace: string }): void {
  const folder = dirname(file);
  if (isInside(workspace, folder) && !isInside(realpathSync(workspace), realpathSync(nearestExisting(folder)))) {
    throw new UsageError(
      `the report ${relative(workspace, file)} would be written outside the workspace, through a link in it`,
    );
  }
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text, { flag: 'wx' });
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
