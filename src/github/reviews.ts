import type { GitHub } from './client.ts';
import { explain } from './errors.ts';
import type { RepositoryName } from './issues.ts';

/** A merged pull request with its reviews. */
export interface PullWithReviews {
  readonly number: number;
  readonly author: string;
  readonly merged_at: string;
  readonly reviews: readonly { readonly by: string; readonly state: string; readonly at: string }[];
}

const PER_PAGE = 100;
const GHOST = 'ghost';

/** Reads which pull requests brought commits, and how these were reviewed. Nothing is written. */
export interface ReviewReader {
  /** Merged pull requests that brought a commit, without their reviews; none for one that was pushed. */
  readonly pullsOf: (commit: string) => Promise<readonly Omit<PullWithReviews, 'reviews'>[]>;
  readonly reviewsOf: (number: number) => Promise<PullWithReviews['reviews']>;
}

/** @throws TrackerError from each of its functions, where GitHub refuses */
export function openReviews(github: GitHub, { owner, repo }: RepositoryName): ReviewReader {
  const attempt = {
    what: 'to read reviews',
    repository: `${owner}/${repo}`,
    permission: 'pull-requests: read',
    isGeneral: true,
  };
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await question();
    } catch (error) {
      throw explain(error, attempt);
    }
  };
  return {
    pullsOf: (commit_sha) =>
      ask(async () => {
        const params = { owner, repo, commit_sha, per_page: PER_PAGE };
        const found = await github.paginate(github.rest.repos.listPullRequestsAssociatedWithCommit, params);
        return found.flatMap(({ number, user, merged_at }) =>
          merged_at ? [{ number, author: user?.login ?? GHOST, merged_at }] : [],
        );
      }),
    reviewsOf: (pull_number) =>
      ask(async () => {
        const params = { owner, repo, pull_number, per_page: PER_PAGE };
        const found = await github.paginate(github.rest.pulls.listReviews, params);
        return found.flatMap(({ user, state, submitted_at }) =>
          submitted_at ? [{ by: user?.login ?? GHOST, state, at: submitted_at }] : [],
        );
      }),
  };
}
