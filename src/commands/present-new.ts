import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { UsageError } from '../errors.ts';
import { pointerKeys } from '../parse/source.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { joinNames } from '../text/list.ts';
import { toPosix } from '../text/posix.ts';

export interface OutputFlags {
  readonly stdout?: boolean;
  readonly dryRun?: boolean;
  readonly config?: string;
  readonly asOf?: string;
}

export interface NewFile {
  /** Where it goes. */
  readonly file: string;
  readonly text: string;
  /** JSON pointers of what is left to write in a record. */
  readonly blanks?: readonly string[];
}

/**
 * Writes a new file, or shows it, and says what to fill in.
 * @throws UsageError where something is there already
 */
export function present({ file, text, blanks }: NewFile, flags: OutputFlags, terminal: Terminal): number {
  const path = terminalText(toPosix(relative(terminal.cwd, file)));
  if (flags.stdout) {
    terminal.write(text);
    return 0;
  }
  if (existsSync(file)) throw new UsageError(`${path} is there already; nothing was written`);
  if (flags.dryRun) {
    terminal.write(`would write ${path}\n\n${text}`);
    return 0;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
  terminal.write(`wrote ${path}\n${blanks ? next(path, blanks) : ''}`);
  return 0;
}

/** What a person does next. */
export function next(path: string, blanks: readonly string[]): string {
  const names = blanks.map((pointer) =>
    pointerKeys(pointer)
      .filter((key) => !/^\d+$/.test(key))
      .join('.'),
  );
  const fill = names.length === 0 ? '' : `Fill in ${joinNames(names)}.\n`;
  return `${fill}Then run "aimscheck check ${path}".\n`;
}
