import { isRecord } from '../text/is-record.ts';

/** A review of a pull request as GitHub tells it; times are RFC 3339. */
export interface Review {
  readonly by: string;
  readonly state: string;
  readonly at: string;
}

export interface MergedPull {
  readonly number: number;
  readonly author: string;
  readonly merged_at: string;
  readonly reviews: readonly Review[];
}

/** What `aimscheck capture reviews` writes, version 1: of each commit that was asked for, the pull requests that brought it. */
export interface Reviews {
  readonly version: 1;
  readonly repository: string;
  /** By commit id: numbers of the merged pull requests; none where it was pushed. */
  readonly commits: Readonly<Record<string, readonly number[]>>;
  readonly pulls: readonly MergedPull[];
}

/** File of captured reviews, beside the configuration unless that names another. */
export const REVIEWS_FILE = '.aimscheck-reviews.json';

/** Undefined for what is no such file: nothing in it is believed then. */
export function parseReviews(text: string): Reviews | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== 1 || typeof value.repository !== 'string') return undefined;
  if (!isRecord(value.commits) || !Object.values(value.commits).every(isNumbers)) return undefined;
  if (!Array.isArray(value.pulls) || !value.pulls.every(isPull)) return undefined;
  return value as unknown as Reviews;
}

const isNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(Number.isInteger);

function isPull(value: unknown): boolean {
  if (!isRecord(value) || !Number.isInteger(value.number)) return false;
  const isText = [value.author, value.merged_at].every((one) => typeof one === 'string');
  return isText && Array.isArray(value.reviews) && value.reviews.every(isReview);
}

const isReview = (value: unknown): boolean =>
  isRecord(value) && [value.by, value.state, value.at].every((one) => typeof one === 'string');

/** The same bytes for the same reviews. */
export function renderReviews({ repository, commits, pulls }: Reviews): string {
  const sorted = Object.entries(commits).sort(([a], [b]) => (a < b ? -1 : 1));
  const value: Reviews = {
    version: 1,
    repository,
    commits: Object.fromEntries(sorted),
    pulls: pulls.toSorted((a, b) => a.number - b.number),
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** The pull requests that brought a commit; undefined where it was not asked for. */
export function pullsOf({ commits, pulls }: Reviews, commit: string): readonly MergedPull[] | undefined {
  const numbers = Object.hasOwn(commits, commit) ? commits[commit] : undefined;
  return numbers && pulls.filter(({ number }) => numbers.includes(number));
}

/** Who approved a pull request before it was merged, and did not take that back: never its author. */
export function approversOf({ author, merged_at, reviews }: MergedPull): string[] {
  const last = new Map<string, string>();
  for (const { by, state, at } of reviews.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    if (state !== 'COMMENTED' && state !== 'PENDING' && Date.parse(at) <= Date.parse(merged_at)) last.set(by, state);
  }
  return [...last].filter(([by, state]) => state === 'APPROVED' && by !== author).map(([by]) => by);
}
