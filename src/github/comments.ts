import type { GitHub } from './client.ts';
import { explain } from './errors.ts';
import { type RepositoryName, whoAmI } from './issues.ts';

const MARK = '<!-- aimscheck:comment -->';

/**
 * Keeps one comment of ours on a pull request: found by its mark and its author, written only when it says something
 * else than before.
 * @throws TrackerError
 */
export async function keepComment(
  github: GitHub,
  target: RepositoryName & { readonly number: number },
  text: string,
): Promise<void> {
  const { owner, repo, number } = target;
  const { issues } = github.rest;
  const body = `${MARK}\n${text}`;
  try {
    const [author, comments] = await Promise.all([
      whoAmI(github),
      github.paginate(issues.listComments, { owner, repo, issue_number: number, per_page: 100 }),
    ]);
    const own = comments.find((comment) => comment.body?.startsWith(MARK) && comment.user?.login === author);
    if (!own) await issues.createComment({ owner, repo, issue_number: number, body, request: { retries: 0 } });
    else if (own.body?.replaceAll('\r\n', '\n') !== body)
      await issues.updateComment({ owner, repo, comment_id: own.id, body });
  } catch (error) {
    const repository = `${owner}/${repo}`;
    throw explain(error, {
      what: 'to comment on the pull request',
      repository,
      isGeneral: true,
      permission: 'pull-requests: write',
    });
  }
}
