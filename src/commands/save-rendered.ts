import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Rendered } from '../report/conformance-formats.ts';

interface Saving {
  readonly file: string;
  readonly cwd: string;
  /** Every file written, by the name given: for the statement of digests. */
  readonly files: Map<string, Uint8Array>;
}

/** Writes a rendered report: a file, or a folder of files. */
export function saveRendered(rendered: Rendered, { file, cwd, files }: Saving): void {
  if (typeof rendered !== 'string' && !(rendered instanceof Uint8Array)) {
    for (const [name, text] of rendered) saveRendered(text, { file: join(file, name), cwd, files });
    return;
  }
  const path = resolve(cwd, file);
  const bytes = typeof rendered === 'string' ? Buffer.from(rendered) : rendered;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  files.set(file, bytes);
}
