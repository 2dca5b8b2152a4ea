import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(fileURLToPath(import.meta.url), '../../..');

/** Who commits in temporary repositories, and when: the same in every run. */
const COMMITTER = {
  GIT_AUTHOR_NAME: 'Records Desk',
  GIT_AUTHOR_EMAIL: 'records@example.org',
  GIT_COMMITTER_NAME: 'Records Desk',
  GIT_COMMITTER_EMAIL: 'records@example.org',
  GIT_AUTHOR_DATE: '2026-11-20T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-20T09:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export interface Repository {
  readonly path: string;
  readonly git: (...args: string[]) => string;
  readonly remove: () => void;
}

/** Copies a fixture into a repository of its own, committed on a fixed date, so that no other history leaks in. */
export function createRepository(fixture: string): Repository {
  const repository = copyOf(fixture);
  repository.git('init', '--quiet', '--template=');
  repository.git('add', '--all', '--force');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'Records');
  return repository;
}

let emptyHistory: Repository | undefined;

/**
 * Copies a fixture into a work tree whose files are not committed: what a check says of them needs no history, and the
 * repository is a copy of one that each process makes once.
 */
export function createWorkTree(fixture: string): Repository {
  emptyHistory ??= startHistory();
  const repository = copyOf(fixture);
  cpSync(join(emptyHistory.path, '.git'), join(repository.path, '.git'), { recursive: true });
  return repository;
}

function startHistory(): Repository {
  const repository = temporary();
  process.once('exit', repository.remove);
  repository.git('init', '--quiet', '--template=');
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'Start');
  return repository;
}

function copyOf(fixture: string): Repository {
  const repository = temporary();
  cpSync(join(ROOT, fixture), repository.path, { recursive: true });
  return repository;
}

function temporary(): Repository {
  const path = mkdtempSync(join(tmpdir(), 'aimscheck-'));
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'init.defaultBranch=main', '-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: path,
        encoding: 'utf8',
        env: { ...process.env, ...COMMITTER },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  return { path, git, remove: () => rmSync(path, { recursive: true, force: true }) };
}
