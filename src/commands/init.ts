import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIG_FILE } from '../config/load.ts';
import { findGitRoot, listFiles } from '../git/repository.ts';
import { configText, globsOf } from '../init/config-text.ts';
import { EXAMPLE_RECORD } from '../init/example-record.ts';
import { findTexts } from '../init/find-texts.ts';
import { type Proposal, propose } from '../init/propose.ts';
import { type SurveyFile, surveyRecords } from '../init/survey.ts';
import { WORKFLOWS } from '../init/workflows.ts';
import { createReader } from '../read.ts';
import type { Terminal } from '../terminal.ts';
import { terminalText } from '../text/escape.ts';
import { count } from '../text/plural.ts';

const RECORD_FILE = /\.(?:md|markdown|ya?ml|json)$/i;
const NEVER =
  /(?:^|\/)(?:\.|node_modules\/|vendor\/|package(?:-lock)?\.json$|tsconfig|readme\.|license|changelog|contributing|code_of_conduct|_)/i;
const MOST_FILES = 5000;

/**
 * `aimscheck init`: looks at what a repository holds and writes a configuration with comments, workflows and an example
 * record. What is there already is never changed.
 */
export async function initCommand(flags: { dryRun?: boolean }, terminal: Terminal): Promise<number> {
  const root = findGitRoot(terminal.cwd) ?? terminal.cwd;
  const texts = await readCandidates(root);
  const written = findTexts(texts.map(({ path }) => path));
  const proposals = (await surveyRecords(texts.filter(({ path }) => !written.all.has(path)))).map(propose);
  const config = configText({ proposals, policies: written.policies, runbooks: written.runbooks });
  const isNew = proposals.length === 0;
  const files = [
    { path: CONFIG_FILE, text: config },
    ...WORKFLOWS,
    ...(isNew ? [{ path: 'incidents/_example.yml', text: EXAMPLE_RECORD }] : []),
  ];
  terminal.write(proposals.map(describe).join(''));
  for (const file of files) terminal.write(place(file, { root, isDry: flags.dryRun === true }));
  terminal.write(flags.dryRun ? `\n${config}` : '\nNext: look through .aimscheck.yml, then run "aimscheck check".\n');
  return 0;
}

async function readCandidates(root: string): Promise<SurveyFile[]> {
  const all = (await listFiles(root)) ?? [];
  const read = createReader({ base: root, maxBytes: 1024 * 1024 });
  const paths = all.filter((path) => RECORD_FILE.test(path) && !NEVER.test(path)).sort();
  return paths.slice(0, MOST_FILES).flatMap((path) => {
    const content = read(path);
    return 'text' in content ? [{ path, text: content.text }] : [];
  });
}

function describe({ group, fields, ignored, severities, notes }: Proposal): string {
  const lines = [
    `${globsOf(group).join(', ')}: ${count(group.records, group.kind === 'capa' ? 'CAPA' : group.kind)} in ${count(group.files, 'file')}`,
    ...fields.map(({ from, to }) => `  ${from} → ${to.join(', ')}`),
    ...(severities.length > 0 ? [`  severities: ${severities.join(', ')}`] : []),
    ...notes.map((note) => `  ? ${note}`),
    ...ignored.map(({ name, count: records }) => `  ? ${name}: no field of ours (in ${count(records, 'record')})`),
    '',
  ];
  return `${lines.map(terminalText).join('\n')}\n`;
}

function place(
  { path, text }: { path: string; text: string },
  { root, isDry }: { root: string; isDry: boolean },
): string {
  const target = join(root, path);
  if (existsSync(target))
    return readFileSync(target, 'utf8') === text ? `unchanged ${path}\n` : `kept ${path}: it is there already\n`;
  if (isDry) return `would write ${path}\n`;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text, { flag: 'wx' });
  return `wrote ${path}\n`;
}
