import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Changes, Draft, Issue } from '../issues/model.ts';
import type { Query, Tracker } from '../issues/tracker.ts';
import type { GitHub } from './client.ts';
import { explain } from './errors.ts';

export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** Who writes with the token of a workflow: such a token cannot ask. */
const WORKFLOW_BOT = 'github-actions[bot]';
const PAGE = 100;
/** Creating is never repeated by itself: where the answer is lost, nobody knows whether it was done. */
const ONCE = { request: { retries: 0 } };

type ListedIssue = RestEndpointMethodTypes['issues']['listForRepo']['response']['data'][number];

/** The issues of a repository on GitHub. Its methods throw TrackerError for whatever GitHub answers. */
export function openTracker(github: GitHub, name: RepositoryName): Tracker {
  const { issues } = github.rest;
  const repository = `${name.owner}/${name.repo}`;
  const attempt = async <T>(what: string, isGeneral: boolean, send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      throw explain(error, { what, repository, isGeneral, permission: 'issues: write' });
    }
  };
  return {
    list: (query) => attempt('to list issues', true, () => list(github, name, query)),
    whoAmI: () => attempt('to ask who writes', true, () => whoAmI(github)),
    canAssign: (login) => attempt('to ask who can be assigned', false, () => canAssign(github, name, login)),
    comments: (number) =>
      attempt(`to list comments of #${number}`, false, async () => {
        const found = await github.paginate(issues.listComments, { ...name, issue_number: number, per_page: PAGE });
        return found.map(({ body = '' }) => body);
      }),
    create: (draft) =>
      attempt('to open an issue', true, async () =>
        asIssue((await issues.create({ ...name, ...ONCE, ...asCreation(draft) })).data),
      ),
    comment: (number, body) =>
      attempt(`to comment on #${number}`, false, async () => {
        await issues.createComment({ ...name, ...ONCE, issue_number: number, body });
      }),
    edit: (number, changes) =>
      attempt(`to edit #${number}`, false, async () => {
        await issues.update({ ...name, issue_number: number, ...asUpdate(changes) });
      }),
  };
}

async function list(github: GitHub, name: RepositoryName, { label, creator, newerThan }: Query): Promise<Issue[]> {
  const isRecent = newerThan !== undefined;
  const found = await github.paginate(
    github.rest.issues.listForRepo,
    {
      ...name,
      state: 'all',
      sort: 'created',
      direction: isRecent ? 'desc' : 'asc',
      per_page: PAGE,
      ...(label === undefined ? {} : { labels: label }),
      ...(creator === undefined ? {} : { creator }),
    },
    ({ data }, done) => {
      if (isRecent && data.some(({ number }) => number <= newerThan)) done();
      return data;
    },
  );
  return found
    .filter((issue) => issue.pull_request === undefined && (!isRecent || issue.number > newerThan))
    .map(asIssue);
}

export async function whoAmI(github: GitHub): Promise<string> {
  try {
    return (await github.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    if (statusOf(error) === 403 || statusOf(error) === 404) return WORKFLOW_BOT;
    throw error;
  }
}

async function canAssign(github: GitHub, name: RepositoryName, assignee: string): Promise<boolean> {
  try {
    await github.rest.issues.checkUserCanBeAssigned({ ...name, assignee });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : undefined;
}

function asIssue(issue: ListedIssue): Issue {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state === 'closed' ? 'closed' : 'open',
    reason: issue.state_reason ?? null,
    labels: issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
    author: issue.user?.login ?? '',
    comments: issue.comments,
    locked: issue.locked,
  };
}

function asCreation({ title, body, labels, assignees, milestone }: Draft) {
  return {
    title,
    body,
    labels: [...labels],
    ...(assignees.length === 0 ? {} : { assignees: [...assignees] }),
    ...(milestone === undefined ? {} : { milestone }),
  };
}

function asUpdate({ title, body, labels, assignees, state, reason }: Changes) {
  return {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(labels === undefined ? {} : { labels: [...labels] }),
    ...(assignees === undefined ? {} : { assignees: [...assignees] }),
    ...(state === undefined ? {} : { state }),
    ...(reason === undefined ? {} : { state_reason: reason }),
  };
}
