import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { terminalText } from '../text/escape.ts';

/** A file that somebody names on the command line, without its byte order mark. @throws UsageError where it cannot be read */
export function readNamedFile(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new UsageError(`cannot read ${terminalText(file)} (${code})`);
  }
}
