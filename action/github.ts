import { info, warning } from '@actions/core';
import { readPace } from '../src/commands/pace.ts';
import { splitRepository } from '../src/commands/repository-name.ts';
import type { GitHub } from '../src/github/client.ts';
import type { RepositoryName } from '../src/github/issues.ts';
import { TrackerError } from '../src/issues/tracker.ts';
import { terminalLines } from '../src/text/escape.ts';

/** Everything that GitHub is to be told takes no longer than this. */
const LONGEST = 30 * 60_000;

export interface Server {
  readonly repository: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly pace: number;
  readonly timeLeft: () => number;
  readonly onWait: (text: string) => void;
}

/** The server that the workflow runs on. */
export function serverOf(token: string, { env, now }: { env: NodeJS.ProcessEnv; now: () => Date }): Server {
  const end = now().getTime() + LONGEST;
  return {
    repository: env.GITHUB_REPOSITORY ?? '',
    token,
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    pace: readPace(env.AIMSCHECK_GITHUB_PACE),
    timeLeft: () => end - now().getTime(),
    onWait: (text) => info(text),
  };
}

/** Opens a client, which nothing loads that does not write. */
export async function openGitHub(server: Server): Promise<{ github: GitHub; name: RepositoryName }> {
  const { connect } = await import('../src/github/client.ts');
  const [owner, repo] = splitRepository(server.repository);
  return { github: connect(server, { ...server, onRequest: () => {} }), name: { owner, repo } };
}

/** Does what needs write access; without it the check goes on, and a warning names the permission. */
export async function whereAllowed(what: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    warning(terminalLines(error.message).join('\n'), { title: `${what} not written` });
    return false;
  }
}
