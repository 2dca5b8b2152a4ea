import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getBooleanInput, getInput } from '@actions/core';
import { UsageError } from '../src/errors.ts';
import { REPORT_FORMATS } from '../src/report/index.ts';
import { describeAllowed } from '../src/text/suggest.ts';
import type { Severity } from '../src/types.ts';

const FAIL_ON = ['error', 'warning', 'never'] as const satisfies readonly (Severity | 'never')[];
export type FailOn = (typeof FAIL_ON)[number];

/** The inputs of action.yml. Paths are absolute. */
export interface Inputs {
  /** Folder from which the configuration is looked for. */
  readonly cwd: string;
  /** Whose findings are wanted. */
  readonly path: string;
  readonly config?: string;
  readonly asOf?: string;
  readonly failOn: FailOn;
  readonly formats: readonly string[];
  readonly reportDir: string;
  readonly sarifFile?: string;
  readonly annotations: boolean;
}

/** `github` is left out: what it prints are workflow commands, which mean nothing in a file. */
const FORMATS = [...REPORT_FORMATS.keys()].filter((name) => name !== 'github');

/**
 * Reads the inputs; an empty one counts as not given.
 * @throws UsageError for a value the user can mend.
 */
export function readInputs({ workspace, temporary }: { workspace: string; temporary: string }): Inputs {
  const config = getInput('config');
  const asOf = getInput('as-of');
  const sarifFile = getInput('sarif-file');
  const reportDir = getInput('report-dir');
  return {
    ...readPath(workspace),
    ...(config === '' ? {} : { config: resolve(workspace, config) }),
    ...(asOf === '' ? {} : { asOf }),
    failOn: readFailOn(),
    formats: readFormats(),
    reportDir: reportDir === '' ? resolve(temporary, 'aimscheck') : resolve(workspace, reportDir),
    ...(sarifFile === '' ? {} : { sarifFile: resolve(workspace, sarifFile) }),
    annotations: readAnnotations(),
  };
}

function readPath(workspace: string): Pick<Inputs, 'cwd' | 'path'> {
  const given = getInput('path');
  const path = resolve(workspace, given);
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) {
    throw new UsageError(
      `input path: nothing at "${given}"; is the repository checked out (actions/checkout) before this step?`,
    );
  }
  return { path, cwd: status.isDirectory() ? path : dirname(path) };
}

function readFailOn(): FailOn {
  const given = getInput('fail-on');
  const found = FAIL_ON.find((level) => level === (given === '' ? 'error' : given));
  if (found === undefined) throw unexpected('fail-on', given, FAIL_ON);
  return found;
}

function readFormats(): readonly string[] {
  const given = getInput('report')
    .split(/[\s,]/)
    .filter((name) => name !== '');
  const wrong = given.find((name) => !FORMATS.includes(name));
  if (wrong !== undefined) throw unexpected('report', wrong, FORMATS);
  return [...new Set(given)];
}

function readAnnotations(): boolean {
  const given = getInput('annotations');
  if (given === '') return true;
  try {
    return getBooleanInput('annotations');
  } catch {
    throw unexpected('annotations', given, ['true', 'false']);
  }
}

function unexpected(input: string, given: string, allowed: readonly string[]): UsageError {
  return new UsageError(`input ${input}: unexpected "${given}", ${describeAllowed(given, allowed)}`);
}
