import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Config } from '../documents.ts';
import { UsageError } from '../errors.ts';
import { findGitRoot } from '../git/repository.ts';
import { locate } from '../locate/index.ts';
import { readYaml } from '../parse/yaml.ts';
import { toPosix } from '../text/posix.ts';
import { validate } from '../validate/index.ts';
import { validatorOf } from '../validate/load.ts';

export const CONFIG_FILE = '.aimscheck.yml';

export interface Project {
  /** Folder of the configuration, else the Git root, else the working folder. Globs are relative to it. */
  readonly root: string;
  /** Paths in output are relative to it: the Git root, else `root`. */
  readonly base: string;
  readonly isGit: boolean;
  readonly config: Config;
  /** Path of the configuration relative to `base`; undefined where there is none. */
  readonly configPath?: string;
  readonly configText?: string;
}

/**
 * Finds and reads the configuration, upward from `cwd` to the Git root.
 * @throws UsageError when the named file does not exist, cannot be parsed, or says what the schema does not know.
 */
export async function openProject(cwd: string, configFile?: string): Promise<Project> {
  const gitRoot = findGitRoot(resolve(cwd));
  const path = configFile === undefined ? findUpward(resolve(cwd), gitRoot) : named(cwd, configFile);
  const root = path === undefined ? (gitRoot ?? resolve(cwd)) : dirname(path);
  const base = gitRoot !== undefined && isInside(gitRoot, root) ? gitRoot : root;
  const shared = { root, base, isGit: gitRoot === base };
  if (path === undefined) return { ...shared, config: {} };
  const text = readFileSync(path, 'utf8');
  const configPath = toPosix(relative(base, path));
  return { ...shared, config: await parseConfig(text, configPath), configPath, configText: text };
}

function named(cwd: string, file: string): string {
  const path = isAbsolute(file) ? file : resolve(cwd, file);
  if (!existsSync(path)) throw new UsageError(`configuration file not found: ${file}`);
  return path;
}

function findUpward(from: string, gitRoot: string | undefined): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE);
    if (existsSync(path)) return path;
    if (folder === (gitRoot ?? from) || folder === dirname(folder)) return undefined;
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

/** Reads a configuration. @throws UsageError for what the schema does not know. */
export async function parseConfig(text: string, path: string): Promise<Config> {
  const { values, problem } = await readYaml(text.replace(/^\ufeff/, ''));
  const ref = { kind: 'config', path, index: 0, base: '' } as const;
  if (problem) {
    const { line, column } = (await locate(text, [{ document: ref, place: { offset: problem.start } }]))[0] ?? {
      line: 1,
      column: 1,
    };
    throw new UsageError(
      `${path}:${line}:${column} ${problem.message}${problem.help ? `\n  help: ${problem.help}` : ''}`,
    );
  }
  const { violations, value } = await validate(values[0] ?? {}, await validatorOf('config'));
  if (violations.length === 0) return value as Config;
  const places = await locate(
    text,
    violations.map(({ pointer, on }) => ({ document: ref, place: { pointer, on } })),
  );
  const lines = violations.map(({ message, help }, i) => {
    const { line, column } = places[i] ?? { line: 1, column: 1 };
    return `${path}:${line}:${column} ${message}${help ? `\n  help: ${help}` : ''}`;
  });
  throw new UsageError(lines.join('\n'));
}
