import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getInput } from '@actions/core';
import { parseShard, type Shard } from '../src/check/shards/shard.ts';
import { UsageError } from '../src/errors.ts';
import { CONFORMANCE_FORMATS } from '../src/report/conformance-formats.ts';
import { REPORT_FORMATS } from '../src/report/index.ts';
import { describeAllowed } from '../src/text/suggest.ts';
import type { Severity } from '../src/types.ts';

const FAIL_ON = ['error', 'warning', 'never'] as const satisfies readonly (Severity | 'never')[];
export type FailOn = (typeof FAIL_ON)[number];

const ISSUES = ['off', 'plan', 'apply'] as const;
export type IssuesMode = (typeof ISSUES)[number];
const ANNOTATIONS = ['true', 'false', 'check-run'] as const;
export type AnnotationsMode = (typeof ANNOTATIONS)[number];

/** The inputs of action.yml. Paths are absolute. */
export interface Inputs {
  /** Folder from which the configuration is looked for. */
  readonly cwd: string;
  /** Whose findings are wanted. */
  readonly path: string;
  readonly config?: string;
  readonly asOf?: string;
  /** The part of the documents that this machine examines. */
  readonly shard?: Shard;
  /** Folder of the blobs to be merged. */
  readonly blobs?: string;
  readonly failOn: FailOn;
  readonly formats: readonly string[];
  readonly reportDir: string;
  readonly sarifFile?: string;
  readonly annotations: AnnotationsMode;
  readonly issues: IssuesMode;
  /** Whether a pull request gets a comment. */
  readonly comment: boolean;
  /** Empty where none was given: checking needs none. */
  readonly token: string;
}

/** `github` is left out: what it prints are workflow commands, which mean nothing in a file. */
const FORMATS = [...new Set([...REPORT_FORMATS.keys(), ...CONFORMANCE_FORMATS.keys()])].filter(
  (name) => name !== 'github',
);

/**
 * Reads the inputs; an empty one counts as not given.
 * @throws UsageError for a value the user can mend.
 */
export function readInputs({ workspace, temporary }: { workspace: string; temporary: string }): Inputs {
  const config = getInput('config');
  const asOf = getInput('as-of');
  const sarifFile = getInput('sarif-file');
  const reportDir = getInput('report-dir');
  const blobs = getInput('blobs');
  return {
    ...readPath(workspace),
    ...(config === '' ? {} : { config: resolve(workspace, config) }),
    ...(asOf === '' ? {} : { asOf }),
    ...readShard(),
    ...(blobs === '' ? {} : { blobs: resolve(workspace, blobs) }),
    failOn: readChoice('fail-on', getInput('fail-on'), FAIL_ON),
    formats: readFormats(),
    reportDir: reportDir === '' ? resolve(temporary, 'aimscheck') : resolve(workspace, reportDir),
    ...(sarifFile === '' ? {} : { sarifFile: resolve(workspace, sarifFile) }),
    annotations: readChoice('annotations', getInput('annotations'), ANNOTATIONS),
    issues: readChoice('issues', getInput('issues'), ISSUES),
    comment: readChoice('comment', getInput('comment'), ['false', 'true']) === 'true',
    token: getInput('github-token'),
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

function readShard(): Pick<Inputs, 'shard'> {
  const given = getInput('shard');
  const shard = parseShard(given);
  if (given !== '' && !shard) throw new UsageError(`input shard: unexpected "${given}", expected a part such as 2/5`);
  return shard ? { shard } : {};
}

function readFormats(): readonly string[] {
  const given = getInput('report')
    .split(/[\s,]/)
    .filter((name) => name !== '');
  const wrong = given.find((name) => !FORMATS.includes(name));
  if (wrong !== undefined) throw unexpected('report', wrong, FORMATS);
  return [...new Set(given)];
}

/** The first choice is what counts where nothing was given. */
function readChoice<Choice extends string>(
  input: string,
  given: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const found = given === '' ? choices[0] : choices.find((choice) => choice === given.toLowerCase());
  if (found === undefined) throw unexpected(input, given, choices);
  return found;
}

function unexpected(input: string, given: string, allowed: readonly string[]): UsageError {
  return new UsageError(`input ${input}: unexpected "${given}", ${describeAllowed(given, allowed)}`);
}
