import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import type { TestContext } from 'vitest';

const SHARED = new URL('../../../../shared/schemas/', import.meta.url);

/** A published schema that does not belong to this repository; the test is skipped, loudly, where it is not at hand. */
export function sharedSchema(name: string, context: TestContext): string {
  const file = fileURLToPath(new URL(name, SHARED));
  if (!existsSync(file)) skipLoudly(context, `NOT VALIDATED: ${name} is not in ../shared/schemas`);
  return file;
}

export function compileSchema(file: string): ValidateFunction {
  // The OASIS schema is draft-04: its `id` names no known dialect, the rest reads the same in 2020-12.
  const { $schema: _dialect, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** What `xmllint` says against a schema: '' when the document is valid. */
export function lintXml(xml: string, schema: string, context: TestContext): string {
  return withFile('report.xml', xml, (file) => {
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { encoding: 'utf8' });
    if (run.error) {
      const hint = 'NOT VALIDATED: xmllint is missing; install it with: apt-get install -y libxml2-utils';
      if (process.env['CI'] === 'true') throw new Error(hint);
      skipLoudly(context, hint);
    }
    return run.status === 0 ? '' : run.stderr;
  });
}

/** Errors and warnings of Microsoft's validator, with the rules of GitHub code scanning. */
export function validateSarif(sarif: string, context: TestContext): readonly string[] {
  const tool = findMultitool(context);
  chmodSync(tool, 0o755);
  return withFile('report.sarif', sarif, (file) => {
    const flags = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '--log', 'ForceOverwrite'];
    // It exits 0 with errors as well: what counts is the log it writes.
    spawnSync(tool, ['validate', file, ...flags, '--output', `${file}.out`], { encoding: 'utf8' });
    const log: Log = JSON.parse(readFileSync(`${file}.out`, 'utf8').replace(/^\ufeff/, ''));
    return (log.runs[0]?.results ?? []).map((result) => `${result.ruleId} ${JSON.stringify(result.message)}`);
  });
}

function findMultitool(context: TestContext): string {
  const tools = fileURLToPath(new URL('../../../.ci/tools/sarif/node_modules/', import.meta.url));
  const tool = join(tools, '@microsoft/sarif-multitool-linux', 'Sarif.Multitool');
  if (existsSync(tool)) return tool;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    skipLoudly(context, 'NOT VALIDATED: the SARIF validator runs on Linux on x64 only');
  }
  throw new Error('The SARIF validator is missing; install it with: node test/support/install-tools.mjs');
}

function withFile<Value>(name: string, text: string, use: (file: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-report-'));
  try {
    writeFileSync(join(folder, name), text);
    return use(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function skipLoudly(context: TestContext, reason: string): never {
  console.warn(`\n*** ${reason} ***\n`);
  context.skip(reason);
}
