import { readFileSync } from 'node:fs';
import { isRecord } from '../src/text/is-record.ts';

/** What the runner tells of the event, from its environment and the payload. */
export interface RunEvent {
  readonly name: string;
  /** Commits the payload names: `base` and `head` of a pull request or merge group. */
  readonly base?: string;
  readonly head?: string;
  readonly pullRequest?: number;
  /** A pull request from another repository: whatever the workflow asks for, its token only reads. */
  readonly isFork: boolean;
  readonly defaultBranch?: string;
}

/** Reads `GITHUB_EVENT_NAME` and the payload at `GITHUB_EVENT_PATH`; a payload that cannot be read tells nothing. */
export function readEvent(env: NodeJS.ProcessEnv): RunEvent {
  const name = env.GITHUB_EVENT_NAME ?? '';
  const payload = readPayload(env.GITHUB_EVENT_PATH);
  const pull = member(payload, 'pull_request');
  const group = member(payload, 'merge_group');
  const base = member(member(pull, 'base'), 'sha') ?? member(group, 'base_sha');
  const head = member(member(pull, 'head'), 'sha') ?? member(group, 'head_sha');
  const number = member(pull, 'number');
  const repository = member(payload, 'repository');
  const branch = member(repository, 'default_branch');
  const isFork = pull !== undefined && nameOf(member(member(pull, 'head'), 'repo')) !== nameOf(repository);
  return {
    name,
    isFork,
    ...(isCommit(base) ? { base } : {}),
    ...(isCommit(head) ? { head } : {}),
    ...(typeof number === 'number' ? { pullRequest: number } : {}),
    ...(typeof branch === 'string' ? { defaultBranch: branch } : {}),
  };
}

/**
 * The change an event asks to judge; undefined for events that look at the state of the repository (push, schedule,
 * by hand), where date rules have their full severity everywhere. actions/checkout leaves a pull request as a merge
 * commit whose first parent is the base branch; a workflow may check out the head or the base itself instead, and then
 * the payload knows the base.
 * @param checkedOut commit that is checked out, null where there is none
 */
export function changeOf(event: RunEvent, checkedOut: string | null): { base: string; head: string } | undefined {
  if (!['pull_request', 'pull_request_target', 'merge_group'].includes(event.name)) return undefined;
  const isMerge = checkedOut === null || (checkedOut !== event.head && checkedOut !== event.base);
  return { base: isMerge ? 'HEAD^1' : (event.base ?? 'HEAD^1'), head: 'HEAD' };
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined || path === '') return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function nameOf(repository: unknown): unknown {
  return member(repository, 'full_name');
}

function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{40,64}$/.test(value);
}
