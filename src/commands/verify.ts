import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { runCheck } from '../check/index.ts';
import { type ChangedFile, changedFiles, type Difference, differences } from '../conformance/compare.ts';
import type { ConformanceResult } from '../conformance/model.ts';
import { UsageError } from '../errors.ts';
import { gitFolder } from '../git/repository.ts';
import { findCommit } from '../git/revision.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { clip } from '../text/fit.ts';
import { isRecord } from '../text/is-record.ts';
import { count } from '../text/plural.ts';
import { version } from '../version.ts';
import { renderConformance, reportOf } from './report.ts';

const MOST_DIFFERENCES = 20;
const LONGEST_VALUE = 160;

/**
 * `aimscheck verify`: makes the report again at its commit, with its as-of, period, seed and configuration, in the clone
 * that it is run in. Exits 0 when it is the same byte for byte, 1 when it differs.
 * @throws UsageError when the file is no such report, or was made from what is not committed
 */
export async function verifyCommand(file: string, terminal: Terminal): Promise<number> {
  const text = readText(resolve(terminal.cwd, file));
  const before = parse(text, file);
  const root = gitFolder(resolve(terminal.cwd));
  if (root === undefined) throw new UsageError('verify: run it in a clone of the repository that the report is about');
  const commit = await findCommit(root, before.commit ?? '');
  const { after, rendered } = await makeAgain(before, { root, commit: commit ?? 'HEAD' });
  if (commit !== undefined && rendered === text) {
    terminal.write(
      `identical: aimscheck ${version} makes the same report, byte for byte, at commit ${commit} as of ${before.as_of}\n`,
    );
    return 0;
  }
  terminal.write(describe(before, after, commit !== undefined));
  return 1;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`verify: cannot read ${path}`);
  }
}

/** What is used of the report is checked; the rest is only compared. */
function parse(text: string, file: string): ConformanceResult {
  const wrong = (what: string) => new UsageError(`verify: ${file} ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('is no JSON');
  }
  if (!isReport(value)) throw wrong('is no report of "aimscheck report --format json"');
  if (!/^[\da-f]{40,64}$/.test(value.commit ?? '')) {
    throw wrong('was made from what is not committed: there is nothing to compare with');
  }
  return value;
}

function isReport(value: unknown): value is ConformanceResult {
  if (!isRecord(value) || value.version !== 1 || typeof value.as_of !== 'string' || !isRecord(value.report))
    return false;
  const { options, period, documents } = value.report;
  const isOptions = isRecord(options) && typeof options.folder === 'string' && typeof options.seed === 'number';
  return isOptions && isRecord(period) && Array.isArray(documents) && isRecord(value.tool);
}

interface Target {
  readonly root: string;
  readonly commit: string;
}

async function makeAgain({ as_of, report }: ConformanceResult, { root, commit }: Target) {
  const { options, period } = report;
  const folder = join(root, options.folder);
  if (relative(root, folder).startsWith('..'))
    throw new UsageError('verify: the report names a folder outside the repository');
  const checked = await runCheck({
    cwd: folder,
    at: commit,
    asOf: as_of,
    ...(options.config === null ? {} : { config: join(root, options.config) }),
  });
  const after = await reportOf(checked, {
    period: `${period.from}..${period.to}`,
    seed: options.seed,
    isWorkTree: false,
    ...(options.repository === null ? {} : { repository: options.repository }),
    ...(options.at === null ? {} : { at: options.at }),
  });
  return { after, rendered: await renderConformance('json', { report: after, checked, exitCode: 0 }) };
}

function describe(before: ConformanceResult, after: ConformanceResult, isThere: boolean): string {
  const files = changedFiles(before, after);
  const places = differences(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(after)), MOST_DIFFERENCES);
  return [
    isThere
      ? `differs from what commit ${before.commit} gives`
      : `differs: commit ${before.commit} is not in this clone, its history may have been rewritten; compared with ${after.commit}`,
    ...(before.tool.version === version
      ? []
      : [`made with aimscheck ${terminalText(before.tool.version)}, this is ${version}`]),
    ...(files.length === 0 ? [] : [`${count(files.length, 'file')} not as in the report:`, ...files.map(fileLine)]),
    ...(places.length === 0
      ? ['the values are the same: only the bytes of the file differ']
      : ['in the report:', ...places.map(placeLine)]),
    '',
  ].join('\n');
}

const blobText = (blob: string | null) => blob?.slice(0, 12) ?? 'not committed';
const fileLine = ({ file, before, after }: ChangedFile) =>
  `  ${terminalText(file)}: blob ${blobText(before)} in the report, ${blobText(after)} here`;
const placeLine = ({ at, before, after }: Difference) =>
  `  ${terminalText(at)}: ${clip(terminalText(before), LONGEST_VALUE)} in the report, ${clip(terminalText(after), LONGEST_VALUE)} here`;
