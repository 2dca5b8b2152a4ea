import { UsageError } from '../errors.ts';
import type { Terminal } from '../terminal.ts';
import { readPace } from './pace.ts';

/** Which repository, and how to speak to its GitHub: from the options, else from the environment of a workflow. */
export interface Access {
  readonly repository: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly pace: number;
}

/**
 * @param permissions what the token needs, for people who have none yet
 * @throws UsageError without a repository or a token
 */
export function readAccess({ repo }: { readonly repo?: string }, env: Terminal['env'], permissions: string): Access {
  const repository = repo ?? env.GITHUB_REPOSITORY;
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN;
  if (!repository) throw new UsageError('no repository: pass --repo OWNER/NAME, or set GITHUB_REPOSITORY');
  if (!token) throw new UsageError(`no token: set GITHUB_TOKEN; it needs ${permissions}`);
  return {
    repository,
    token,
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    pace: readPace(env.AIMSCHECK_GITHUB_PACE),
  };
}
