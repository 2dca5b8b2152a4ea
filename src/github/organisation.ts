import { RequestError } from '@octokit/request-error';
import type { GitHub } from './client.ts';
import { explain } from './errors.ts';

export interface FoundRepositories {
  readonly repositories: readonly { readonly name: string; readonly branch: string }[];
  readonly not_scanned: readonly { readonly name: string; readonly reason: string }[];
}

/** A matrix of GitHub Actions has no more jobs. */
const MOST = 256;

/**
 * The repositories of an organisation that hold a file at the head of their default branch. One request for each hundred
 * repositories, and one for each that is neither archived nor disabled.
 * @throws TrackerError where GitHub refuses
 */
export async function findRepositories(github: GitHub, org: string, file: string): Promise<FoundRepositories> {
  const attempt = { what: 'to list repositories', repository: org, permission: 'contents: read', isGeneral: true };
  try {
    const listed = await github.paginate(github.rest.repos.listForOrg, { org, type: 'all', per_page: 100 });
    const judged: { name: string; branch: string; reason: string | undefined }[] = [];
    for (const { name, archived, disabled, default_branch: branch = 'main' } of listed) {
      const closed = archived ? 'it is archived' : disabled ? 'it is disabled' : undefined;
      const reason =
        closed ?? ((await holds(github, { owner: org, repo: name, path: file })) ? undefined : `no ${file}`);
      judged.push({ name, branch, reason });
    }
    judged.sort((a, b) => (a.name < b.name ? -1 : 1));
    const wanted = judged.filter(({ reason }) => reason === undefined);
    const others = judged.flatMap(({ name, reason }) => (reason === undefined ? [] : [{ name, reason }]));
    const beyond = wanted
      .slice(MOST)
      .map(({ name }) => ({ name, reason: `more than ${MOST} repositories hold ${file}` }));
    return {
      repositories: wanted.slice(0, MOST).map(({ name, branch }) => ({ name, branch })),
      not_scanned: [...others, ...beyond],
    };
  } catch (error) {
    throw explain(error, attempt);
  }
}

async function holds(github: GitHub, place: { owner: string; repo: string; path: string }): Promise<boolean> {
  try {
    await github.rest.repos.getContent(place);
    return true;
  } catch (error) {
    // An empty repository answers so too.
    if (error instanceof RequestError && error.status === 404) return false;
    throw error;
  }
}
