import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run } from './run.ts';

/** A folder for blobs, beside the repository. */
export interface Blobs {
  readonly folder: string;
  /** Runs all shards of a repository. @returns the files, in the order of the shards */
  readonly write: (repository: string, count: number) => Promise<string[]>;
  readonly remove: () => void;
}

export function openBlobFolder(): Blobs {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-shards-'));
  const write = async (repository: string, count: number): Promise<string[]> => {
    const files = Array.from({ length: count }, (_, i) => join(folder, `${i + 1}-of-${count}.blob`));
    for (const [i, file] of files.entries()) {
      const ran = await run(repository, 'check', '--shard', `${i + 1}/${count}`, '--format', `blob=${file}`);
      expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    return files;
  };
  return { folder, write, remove: () => rmSync(folder, { recursive: true }) };
}
