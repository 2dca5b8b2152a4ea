import { dirname } from 'node:path';

const RUNBOOK = /(?:^|[^a-z])(?:runbooks?|playbooks?)(?:[^a-z]|$)/;
const POLICY = /(?:^|[^a-z])polic(?:y|ies)(?:[^a-z]|$)/;

export interface FoundTexts {
  readonly policies: readonly string[];
  readonly runbooks: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** Globs of policies and runbooks by the words of their paths. Those of the conventional folders need none. */
export function findTexts(paths: readonly string[]): FoundTexts {
  const texts = paths.filter((path) => /\.(?:md|markdown)$/i.test(path));
  const runbooks = texts.filter((path) => RUNBOOK.test(path.toLowerCase()));
  const policies = texts.filter((path) => POLICY.test(path.toLowerCase()) && !runbooks.includes(path));
  return {
    policies: globs(policies, 'policies/'),
    runbooks: globs(runbooks, 'runbooks/'),
    all: new Set([...policies, ...runbooks]),
  };
}

function globs(paths: readonly string[], conventional: string): string[] {
  const own = paths.filter((path) => !path.startsWith(conventional));
  const folders = [...new Set(own.map(dirname))].sort();
  const found = folders.map((folder) => (folder === '.' ? '' : `${folder}/*.md`));
  const atRoot = own.filter((path) => dirname(path) === '.');
  const all = [...atRoot, ...found.filter((glob) => glob !== '')];
  return all.length === 0 || own.length === paths.length ? all : [`${conventional}**/*.md`, ...all];
}
